/*
 * meddle.c - somebody writes to a file while it is read
 *
 *	LD_PRELOAD=meddle.so MEDDLE_FILE=a.csv MEDDLE_AT=3 MEDDLE_HOW=grow \
 *		tool a.csv
 *	LD_PRELOAD=meddle.so MEDDLE_FILE=a.csv MEDDLE_COUNT=9 tool a.csv 9> n
 *
 * Before the MEDDLE_AT-th read of that file, counted from 1, in whatever way
 * and by whichever thread, it is changed: emptied, cut in half, cut behind
 * its last line but one (cut-line), made longer by its last line (grow), or
 * its last byte is written again (touch). With MEDDLE_COUNT the
 * number of reads is written to that descriptor at the end.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int reads;

static int is_ours(int fd)
{
	const char *path = getenv("MEDDLE_FILE");
	struct stat a, b;

	return path && fstat(fd, &a) == 0 && S_ISREG(a.st_mode) &&
	       stat(path, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

/* Where the last line begins: it is shorter than the room. */
static off_t last_line(int fd, off_t size, char *line, size_t room, size_t *n)
{
	const off_t from = size > (off_t)room ? size - (off_t)room : 0;
	const long have = syscall(SYS_pread64, fd, line, room, from);
	long at = have - 1;

	while (at > 0 && line[at - 1] != '\n')
		at--;
	*n = (size_t)(have - at);
	memmove(line, line + at, *n);
	return from + at;
}

static void meddle(const char *how)
{
	const int fd = open(getenv("MEDDLE_FILE"), O_RDWR);
	static char line[65536];
	struct stat st;
	size_t n;
	off_t at;

	if (fd < 0 || fstat(fd, &st) != 0)
		abort();
	at = last_line(fd, st.st_size, line, sizeof(line), &n);
	if (strcmp(how, "empty") == 0)
		at = ftruncate(fd, 0);
	else if (strcmp(how, "half") == 0)
		at = ftruncate(fd, st.st_size / 2);
	else if (strcmp(how, "cut-line") == 0)
		at = ftruncate(fd, at);
	else if (strcmp(how, "grow") == 0)
		at = pwrite(fd, line, n, st.st_size) - (off_t)n;
	else if (strcmp(how, "touch") == 0 && n > 0)
		at = pwrite(fd, line + n - 1, 1, st.st_size - 1) - 1;
	else
		abort();
	if (at != 0 || close(fd) != 0)
		abort();
}

static void look(int fd)
{
	const char *at = getenv("MEDDLE_AT");

	if (is_ours(fd) && ++reads == (at ? atoi(at) : 0))
		meddle(getenv("MEDDLE_HOW"));
}

ssize_t read(int fd, void *to, size_t n)
{
	look(fd);
	return syscall(SYS_read, fd, to, n);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
	look(fd);
	return syscall(SYS_pread64, fd, to, n, at);
}

ssize_t pread64(int fd, void *to, size_t n, off_t at)
{
	return pread(fd, to, n, at);
}

__attribute__((destructor))
static void end(void)
{
	const char *fd = getenv("MEDDLE_COUNT");

	if (fd)
		dprintf(atoi(fd), "%d\n", reads);
}
