/*
 * buf.h - bytes that grow
 *
 *	struct buf b = BUF_INIT;
 *	buf_add(&b, SPAN("rank,"));
 *	buf_addf(&b, "%u", rank);
 *	write(fd, b.p, b.n);
 *	buf_release(&b);
 *
 * The contents are b.p[0..b.n), always followed by a NUL that is not
 * counted (b.p is never NULL after the first add). A pointer into a buf
 * dies with the next add.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdint.h>
#include "base/span.h"

struct buf {
	char *p;
	size_t n;
	size_t cap;
};

#define BUF_INIT	{ NULL, 0, 0 }

void buf_add(struct buf *b, struct span s);
void buf_add_bytes(struct buf *b, const void *p, size_t n);
void buf_add_char(struct buf *b, char c);
void buf_add_u64(struct buf *b, uint64_t v);
void buf_addf(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
char *buf_room(struct buf *b, size_t n);	/* n writable bytes at b.n */
struct span buf_span(const struct buf *b);
void buf_clear(struct buf *b);			/* empty, memory kept */
void buf_release(struct buf *b);

#endif
