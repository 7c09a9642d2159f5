#include <libxml/xmlversion.h>
/* Debian's libxml2 would bring the system's ICU headers along, which contradict those inside of Swift's Foundation where
   code is optimised across modules. What they add stands at the end of one struct that only libxml2 itself makes. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <iconv.h>
