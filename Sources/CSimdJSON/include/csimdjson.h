#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Whether `count` bytes are valid UTF-8; reads nothing behind them.
bool menbe_utf8_is_valid(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
