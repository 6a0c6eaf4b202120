/*
 * Length and bytes, one record behind the other. Reading the input twice
 * instead was rejected: a pipe cannot be, and a file may change in between.
 */
#include "file/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bug.h"
#include "base/mem.h"

#define KEEP	(8u << 20)
#define TMP	"/tmp"

struct spool {
	const char *dir;
	int fd;			/* -1: all in memory */
	struct buf buf;		/* written and not yet in the file; or read */
	size_t at;		/* of the next record, reading */
	bool reading;
	int error;		/* errno of the first failure */
};

struct spool *spool_new(const char *dir)
{
	struct spool *s = mem_array(1, sizeof(*s));

	s->dir = dir ? dir : TMP;
	s->fd = -1;
	return s;
}

void spool_free(struct spool *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->buf);
	mem_free(s);
}

int spool_nameless(const char *dir)
{
	struct buf name = BUF_INIT;
	int fd;

	if (!dir)
		dir = TMP;
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0)
		return fd;
	buf_addf(&name, "%s/.smets1-XXXXXX", dir);
	fd = mkostemp(name.p, O_CLOEXEC);
	if (fd >= 0)
		unlink(name.p);
	buf_release(&name);
	return fd;
}

static void flush(struct spool *s)
{
	size_t done = 0;

	if (s->fd < 0 && !s->error) {
		s->fd = spool_nameless(s->dir);
		if (s->fd < 0)
			s->error = errno;
	}
	while (done < s->buf.n && !s->error) {
		const ssize_t n = write(s->fd, s->buf.p + done,
					s->buf.n - done);

		if (n > 0)
			done += (size_t)n;
		else if (n == 0 || errno != EINTR)
			s->error = n == 0 ? ENOSPC : errno;
	}
	buf_clear(&s->buf);
}

void spool_add(struct spool *s, struct span record)
{
	const uint32_t n = (uint32_t)record.n;

	if (s->reading || record.n > SPOOL_RECORD_MAX)
		BUG("spool_add out of turn");
	buf_add_bytes(&s->buf, &n, sizeof(n));
	buf_add(&s->buf, record);
	if (s->buf.n >= KEEP)
		flush(s);
}

void spool_rewind(struct spool *s)
{
	if (!s->reading && s->fd >= 0)
		flush(s);
	s->reading = true;
	s->at = 0;
	if (s->fd >= 0) {
		buf_clear(&s->buf);
		if (lseek(s->fd, 0, SEEK_SET) < 0 && !s->error)
			s->error = errno;
	}
}

/* Makes `want` bytes stand at s->at, if the file has them. */
static bool fill(struct spool *s, size_t want)
{
	if (s->buf.n - s->at >= want)
		return true;
	if (s->fd < 0 || s->error)
		return false;
	memmove(s->buf.p, s->buf.p + s->at, s->buf.n - s->at);
	s->buf.n -= s->at;
	s->at = 0;
	while (s->buf.n < want) {
		char *room = buf_room(&s->buf, KEEP);
		const ssize_t n = read(s->fd, room, KEEP);

		if (n == 0)
			return false;
		if (n > 0) {
			s->buf.n += (size_t)n;
		} else if (errno != EINTR) {
			s->error = errno;
			return false;
		}
	}
	return true;
}

bool spool_next(struct spool *s, struct span *record)
{
	uint32_t n;

	if (!fill(s, sizeof(n)))
		return false;
	memcpy(&n, s->buf.p + s->at, sizeof(n));
	if (!fill(s, sizeof(n) + n)) {
		if (!s->error)
			s->error = EIO;
		return false;
	}
	*record = span_make(s->buf.p + s->at + sizeof(n), n);
	s->at += sizeof(n) + n;
	return true;
}

bool spool_failed(const struct spool *s, struct buf *why)
{
	if (!s->error)
		return false;
	buf_addf(why, "cannot put rows aside in '%s': %s; TMPDIR names "
		 "another place", s->dir, strerror(s->error));
	return true;
}
