// Calls of glibc 2.28 whose declarations its headers show to _GNU_SOURCE alone, which Swift's importer does not define.
#include <fcntl.h>
#include <linux/stat.h>

int renameat2(int, const char *, int, const char *, unsigned int);
int statx(int, const char *, int, unsigned int, struct statx *);

/// Lets two paths change their places in one step; -1 and errno where that fails.
static inline int exchange_paths(const char *one, const char *other) {
  // RENAME_EXCHANGE of linux/fs.h.
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, 2);
}

/// Whether another file system is mounted at the path; the kernel tells since 5.8.
static inline int is_mount_root(const char *path) {
  struct statx status;
  if (statx(AT_FDCWD, path, 0, STATX_TYPE, &status) != 0) return 0;
  return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}
