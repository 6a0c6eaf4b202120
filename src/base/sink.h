/*
 * sink.h - somewhere that bytes go
 *
 * The writers (CSV, JSON, tables) write to a sink and do not know whether it
 * is a file, a pipe or memory. A sink keeps its own errors: file/out.h
 * remembers the first failed write and reports it at the end, so that
 * writers need no error paths. A writer that itself cannot go on says why
 * with sink_fail(): the first reason counts, nothing more is written, and the
 * output is reported as one that failed.
 *
 *	struct buf_sink mem;
 *	buf_sink_init(&mem, &buf);
 *	sink_put(&mem.sink, SPAN("a,b\n"));
 */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/buf.h"
#include "base/span.h"

struct sink {
	void (*put)(struct sink *s, const void *p, size_t n);
	void (*fail)(struct sink *s, struct span why);	/* NULL: it cannot */
};

struct buf_sink {
	struct sink sink;
	struct buf *buf;	/* not owned */
};

void sink_put(struct sink *s, struct span bytes);
void sink_putf(struct sink *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void sink_fail(struct sink *s, struct span why);
void buf_sink_init(struct buf_sink *s, struct buf *b);

#endif
