#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>

/// Opens a file without a name in `directory` for reading and writing; -1 and errno where that cannot be done.
/// In C because open(2) is variadic and O_TMPFILE is hidden from Swift.
static inline int menbe_open_nameless(const char *directory) {
#ifdef __O_TMPFILE
  return open(directory, __O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#else
  return open(directory, 020000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0600);
#endif
}
