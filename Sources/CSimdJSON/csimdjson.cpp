#include "csimdjson.h"

#include <simdjson.h>

bool menbe_utf8_is_valid(const uint8_t *bytes, size_t count) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), count);
}
