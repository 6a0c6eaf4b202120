/*
 * failmalloc.c - an allocator that fails when it is told to
 *
 *	LD_PRELOAD=failmalloc.so FAILMALLOC_AT=12 tool ...
 *	LD_PRELOAD=failmalloc.so FAILMALLOC_AT=12 FAILMALLOC_ON=1 tool ...
 *	LD_PRELOAD=failmalloc.so FAILMALLOC_COUNT=9 tool ... 9> count
 *
 * The FAILMALLOC_AT-th allocation of the process fails, counted from 1; with
 * FAILMALLOC_ON all that follow it too. With FAILMALLOC_COUNT the number of
 * allocations is written to that descriptor at the end.
 *
 * It stands before glibc's allocator by its __libc names: looking them up
 * with dlsym() would allocate. Growing a block counts, freeing does not.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t align, size_t n);

static atomic_ulong made;
static unsigned long fail_at;
static int fail_on;
static int count_fd = -1;

/* The environment's own parser: strtoul() is the C library's and may one day
 * allocate. */
static unsigned long number(const char *s)
{
	unsigned long n = 0;

	while (s && *s >= '0' && *s <= '9')
		n = n * 10 + (unsigned long)(*s++ - '0');
	return n;
}

__attribute__((constructor))
static void start(void)
{
	const char *fd = getenv("FAILMALLOC_COUNT");

	fail_at = number(getenv("FAILMALLOC_AT"));
	fail_on = getenv("FAILMALLOC_ON") != NULL;
	if (fd)
		count_fd = (int)number(fd);
}

__attribute__((destructor))
static void end(void)
{
	unsigned long n = made;
	char text[24];
	size_t at = sizeof(text);

	if (count_fd < 0)
		return;
	text[--at] = '\n';
	do
		text[--at] = (char)('0' + n % 10);
	while (n /= 10);
	if (write(count_fd, text + at, sizeof(text) - at) < 0)
		_exit(99);
}

static int refused(void)
{
	unsigned long n = ++made;

	if (!fail_at || n < fail_at || (n > fail_at && !fail_on))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t n)
{
	return refused() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return refused() ? NULL : __libc_realloc(p, n);
}

void *reallocarray(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, bytes);
}

void *aligned_alloc(size_t align, size_t n)
{
	return refused() ? NULL : __libc_memalign(align, n);
}

int posix_memalign(void **p, size_t align, size_t n)
{
	void *got = refused() ? NULL : __libc_memalign(align, n);

	if (!got)
		return ENOMEM;
	*p = got;
	return 0;
}
