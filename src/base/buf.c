/*
 * buf.c - bytes that grow
 *
 * Room doubles, and always holds one byte more than was asked for: the NUL.
 */
#include "base/buf.h"

#include <stdio.h>
#include <string.h>

#include "base/bug.h"
#include "base/mem.h"
#include "base/num.h"

enum { ROOM_MIN = 64 };

char *buf_room(struct buf *b, size_t n)
{
	size_t want, cap;

	if (n >= SIZE_MAX - b->n)
		mem_exhausted(SIZE_MAX);
	want = b->n + n + 1;
	if (want > b->cap) {
		cap = b->cap > SIZE_MAX / 2 ? want : b->cap * 2;
		if (cap < ROOM_MIN)
			cap = ROOM_MIN;
		if (cap < want)
			cap = want;
		b->p = mem_resize(b->p, cap, 1);
		b->cap = cap;
		b->p[b->n] = '\0';
	}
	b->p[b->n + n] = '\0';
	return b->p + b->n;
}

void buf_add_bytes(struct buf *b, const void *p, size_t n)
{
	char *to = buf_room(b, n);

	if (n)
		memcpy(to, p, n);
	b->n += n;
}

void buf_add(struct buf *b, struct span s)
{
	buf_add_bytes(b, s.p, s.n);
}

void buf_add_char(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->n++;
}

void buf_add_u64(struct buf *b, uint64_t v)
{
	b->n += strlen(num_text(v, buf_room(b, NUM_TEXT)));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	char *to = buf_room(b, 0);
	const size_t room = b->cap - b->n;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(to, room, fmt, again);
	va_end(again);
	if (n < 0)
		BUG("a format that cannot be printed");
	if ((size_t)n >= room)		/* it tells what it needs */
		vsnprintf(buf_room(b, (size_t)n), (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

struct span buf_span(const struct buf *b)
{
	return b->n ? span_make(b->p, b->n) : SPAN_EMPTY;
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->p)
		b->p[0] = '\0';
}

void buf_release(struct buf *b)
{
	mem_free(b->p);
	*b = (struct buf)BUF_INIT;
}
