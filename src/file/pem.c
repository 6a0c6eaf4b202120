/* pem.c - files that hold keys and certificates */
#include "file/pem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SECRET_MAX_BYTES = 16 << 10,
	PUBLIC_MAX_BYTES = 4 << 20,
	OTHERS = 0177,			/* any of these bits is too many */
};

static bool say(struct pem_error *why, bool system, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static bool say(struct pem_error *why, bool system, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why->text, sizeof(why->text), fmt, ap);
	va_end(ap);
	why->system = system;
	return false;
}

/* Descriptor of a regular file that may be used, or -1. */
static int open_file(const char *path, enum pem_kind kind,
		     struct pem_error *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		say(why, true, "%s: %s", path, strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		say(why, false, "%s: is not a regular file", path);
	} else if (kind == PEM_SECRET && (st.st_mode & OTHERS)) {
		say(why, false, "%s: has mode %04o, and a key is for its "
		    "owner alone; use chmod 600", path,
		    (unsigned)(st.st_mode & 07777));
	} else {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool read_file(int fd, const char *path, size_t max, struct buf *out,
		      struct pem_error *why)
{
	char *to = buf_room(out, max + 1);
	size_t n = 0;
	ssize_t got;

	while ((got = read(fd, to + n, max - n)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return say(why, true, "%s: %s", path, strerror(errno));
		n += (size_t)got;
		if (n == max)
			return say(why, false, "%s: is too large to be a key "
				   "or certificates", path);
	}
	to[n] = '\0';
	out->n += n;
	return true;
}

bool pem_read(const char *path, enum pem_kind kind, struct buf *out,
	      struct pem_error *why)
{
	size_t max = kind == PEM_SECRET ? SECRET_MAX_BYTES : PUBLIC_MAX_BYTES;
	int fd = open_file(path, kind, why);
	bool ok = fd >= 0 && read_file(fd, path, max, out, why);

	if (fd >= 0)
		close(fd);
	return ok;
}

bool pem_check_secret(const char *path, struct pem_error *why)
{
	int fd = open_file(path, PEM_SECRET, why);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

void pem_wipe(struct buf *secret)
{
	if (secret->p)
		explicit_bzero(secret->p, secret->cap);
	buf_release(secret);
}

void pem_no_core(void)
{
	static const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
}
