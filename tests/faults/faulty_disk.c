/* Stands between a program and its files: counts what is written below one folder, fails or cuts off the n-th write,
 * and records writes, syncs and names in their order.  Preloaded (LD_PRELOAD); does nothing until disk_begin().
 *
 * A write point is whatever changes a file or makes it durable: an open that may write, write, pwrite, fsync,
 * fdatasync, ftruncate, unlink, rename, link, mkdir.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { NOTHING, KILL, TORN, EIO_ONCE, EIO_ON, ENOSPC_ONCE, ENOSPC_ON };
enum { MOST_FILES = 4096, LONGEST = 4096 };

static char folder[LONGEST];
static size_t folder_length;
static long point, counted;
static int kind, recording = -1;
static char watched[MOST_FILES]; /* by descriptor: a file or folder below ours */

#define REAL(name) ((__typeof__(&name)) real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

void disk_begin(const char *where, long at, int how, int log) {
    strncpy(folder, where, sizeof folder - 1);
    folder_length = strlen(folder);
    point = at;
    kind = how;
    recording = log;
    counted = 0;
}

void disk_end(void) { folder_length = 0; }
long disk_count(void) { return counted; }

/* ---- what is ours ---- */

static int is_ours(const char *path) {
    char full[LONGEST * 2];
    if (folder_length == 0 || path == NULL) return 0;
    if (path[0] != '/') {
        if (getcwd(full, LONGEST) == NULL) return 0;
        strncat(full, "/", 2);
        strncat(full, path, LONGEST - 2);
        path = full;
    }
    return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

static int is_watched(int fd) { return folder_length && fd >= 0 && fd < MOST_FILES && watched[fd]; }

/* ---- the record: (operation, file, offset, length of what follows), then that ---- */

struct entry { int64_t operation, file, offset, length; };

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length > 0) {
        long done = syscall(SYS_write, recording, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t) done;
    }
}

static void record(char operation, int64_t file, int64_t offset, const void *data, size_t length) {
    struct entry one = { operation, file, offset, (int64_t) length };
    int kept = errno;
    if (recording < 0 || folder_length == 0) return;
    put(&one, sizeof one);
    put(data, length);
    errno = kept;
}

static int64_t number_of(int fd) {
    struct stat found;
    return fstat(fd, &found) == 0 ? (int64_t) found.st_ino : 0;
}

static void record_names(char operation, const char *from, const char *to) {
    char both[LONGEST * 2];
    size_t first = strlen(from) + 1, second = strlen(to) + 1;
    if (first + second > sizeof both) abort();
    memcpy(both, from, first);
    memcpy(both + first, to, second);
    record(operation, 0, 0, both, first + second);
}

void disk_mark(const char *words) { record('m', 0, 0, words, strlen(words)); }

/* ---- the faults ---- */

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Whether this write point fails; errno says how.  A program that is to be killed before it does not come back. */
static int fails(void) {
    long now = ++counted;
    record('p', 0, 0, "", 0);
    if (kind == NOTHING || now < point) return 0;
    if (kind == KILL) end();
    if (kind == TORN) return 0;
    if ((kind == EIO_ONCE || kind == ENOSPC_ONCE) && now > point) return 0;
    errno = kind == EIO_ONCE || kind == EIO_ON ? EIO : ENOSPC;
    return 1;
}

/* Whether the program ends at this point after the operation, or after half of it. */
static int is_torn(void) { return kind == TORN && counted == point; }
static void end_if_torn(void) { if (is_torn()) end(); }

/* ---- the calls ---- */

static int opened(const char *path, int flags, mode_t mode, int at, int (*open_it)(int, const char *, int, mode_t)) {
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));
    int ours = is_ours(path), there, fd;
    struct stat found;
    if (ours && writes && fails()) return -1;
    there = ours && stat(path, &found) == 0;
    fd = open_it(at, path, flags, mode);
    if (fd >= 0 && fd < MOST_FILES) watched[fd] = (char) ours;
    if (ours && fd >= 0 && writes && !there) record('c', number_of(fd), 0, path, strlen(path));
    if (ours && fd >= 0 && there && (flags & O_TRUNC)) record('t', number_of(fd), 0, "", 0);
    if (ours && writes) end_if_torn();
    return fd;
}

/* While we stand between, chance is always the same: SQLite draws the number in the head of its journal from here. */
static int plainly(int at, const char *path, int flags, mode_t mode) {
    if (folder_length && path != NULL && strcmp(path, "/dev/urandom") == 0) path = "/dev/zero";
    return REAL(openat64)(at, path, flags, mode);
}

#define MODE(last) \
    mode_t mode = 0; \
    if (last & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, last); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode, AT_FDCWD, plainly); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode, AT_FDCWD, plainly); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode, at, plainly); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(path, flags, mode, at, plainly); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES) watched[fd] = 0;
    return REAL(close)(fd);
}

static ssize_t written(int fd, const void *data, size_t length, off64_t offset) {
    ssize_t done;
    if (fails()) return -1;
    if (is_torn()) length /= 2;
    done = REAL(pwrite64)(fd, data, length, offset);
    if (done > 0) record('w', number_of(fd), offset, data, (size_t) done);
    end_if_torn();
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    return is_watched(fd) ? written(fd, data, length, offset) : REAL(pwrite64)(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
    off64_t offset;
    ssize_t done;
    if (!is_watched(fd)) return REAL(write)(fd, data, length);
    offset = lseek64(fd, 0, SEEK_CUR);
    done = written(fd, data, length, offset);
    if (done > 0) lseek64(fd, offset + done, SEEK_SET);
    return done;
}

static int synced(int fd, int (*sync_it)(int)) {
    int done;
    if (!is_watched(fd)) return sync_it(fd);
    if (fails()) return -1;
    done = sync_it(fd);
    if (done == 0) record('s', number_of(fd), 0, "", 0);
    end_if_torn();
    return done;
}

int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

int ftruncate64(int fd, off64_t length) {
    int done;
    if (!is_watched(fd)) return REAL(ftruncate64)(fd, length);
    if (fails()) return -1;
    done = REAL(ftruncate64)(fd, length);
    if (done == 0) record('t', number_of(fd), length, "", 0);
    end_if_torn();
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
    int done;
    if (!is_ours(path)) return REAL(unlink)(path);
    if (fails()) return -1;
    done = REAL(unlink)(path);
    if (done == 0) record('u', 0, 0, path, strlen(path));
    end_if_torn();
    return done;
}

int rename(const char *from, const char *to) {
    int done;
    if (!is_ours(to)) return REAL(rename)(from, to);
    if (fails()) return -1;
    done = REAL(rename)(from, to);
    if (done == 0) record_names('r', from, to);
    end_if_torn();
    return done;
}

int link(const char *from, const char *to) {
    int done;
    if (!is_ours(to)) return REAL(link)(from, to);
    if (fails()) return -1;
    done = REAL(link)(from, to);
    if (done == 0) record_names('l', from, to);
    end_if_torn();
    return done;
}

int linkat(int here, const char *from, int there, const char *to, int flags) {
    if (!is_ours(to)) return REAL(linkat)(here, from, there, to, flags);
    return link(from, to);
}

int mkdir(const char *path, mode_t mode) {
    int done;
    if (!is_ours(path)) return REAL(mkdir)(path, mode);
    if (fails()) return -1;
    done = REAL(mkdir)(path, mode);
    if (done == 0) record('d', 0, 0, path, strlen(path));
    end_if_torn();
    return done;
}
