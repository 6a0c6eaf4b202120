/*
 * sink.c - somewhere that bytes go
 */
#include "base/sink.h"

#include <stdarg.h>

#include "base/bug.h"

void sink_put(struct sink *s, struct span bytes)
{
	if (bytes.n)
		s->put(s, bytes.p, bytes.n);
}

void sink_putf(struct sink *s, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	sink_put(s, buf_span(&b));
	buf_release(&b);
}

void sink_fail(struct sink *s, struct span why)
{
	if (!s->fail)
		BUG("a sink that cannot fail");
	s->fail(s, why);
}

static void put_to_buf(struct sink *s, const void *p, size_t n)
{
	struct buf_sink *mem = (struct buf_sink *)s;

	buf_add_bytes(mem->buf, p, n);
}

void buf_sink_init(struct buf_sink *s, struct buf *b)
{
	s->sink = (struct sink){ .put = put_to_buf };
	s->buf = b;
}
