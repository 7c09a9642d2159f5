#pragma once
#include <stdint.h>

/// Blocks of memory that this process has asked for so far, of all its threads; one made larger is asked for again.
uint64_t menbe_allocation_count(void);

/// Bytes of these blocks together, whether or not they were given back.
uint64_t menbe_allocated_byte_count(void);
