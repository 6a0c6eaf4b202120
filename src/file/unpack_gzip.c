/*
 * unpack_gzip.c - gzip members through zlib's inflate
 *
 * inflate() in gzip mode checks header, CRC and length, one member at a
 * time. Rejected: gzread(), which is handier but passes over bytes behind
 * the last member in silence.
 */
#include "file/unpack.h"

#include <limits.h>
#include <zlib.h>

#include "base/bug.h"
#include "base/mem.h"

enum { GZIP_ONLY = 16 };	/* added to the window bits: no zlib format */

static voidpf gzip_alloc(voidpf opaque, uInt items, uInt size)
{
	(void)opaque;
	return mem_array(items, size);
}

static void gzip_free(voidpf opaque, voidpf p)
{
	(void)opaque;
	mem_free(p);
}

static bool gzip_begins(const unsigned char *p, size_t n)
{
	return n >= 2 && p[0] == 0x1f && p[1] == 0x8b;
}

static void gzip_open(struct unpack *u)
{
	z_stream *z = u->state;

	if (z) {
		if (inflateReset(z) != Z_OK)
			BUG("inflate cannot begin again");
		return;
	}
	z = mem_array(1, sizeof(*z));
	z->zalloc = gzip_alloc;
	z->zfree = gzip_free;
	if (inflateInit2(z, MAX_WBITS + GZIP_ONLY) != Z_OK)
		BUG("inflate cannot begin");
	u->state = z;
}

static enum unpack_result gzip_step(struct unpack *u)
{
	uInt from_n = u->from_n > INT_MAX ? INT_MAX : (uInt)u->from_n;
	uInt to_n = u->to_n > INT_MAX ? INT_MAX : (uInt)u->to_n;
	z_stream *z = u->state;
	int result;

	z->next_in = (z_const Bytef *)u->from;
	z->avail_in = from_n;
	z->next_out = u->to;
	z->avail_out = to_n;
	result = inflate(z, Z_NO_FLUSH);
	u->from += from_n - z->avail_in;
	u->from_n -= from_n - z->avail_in;
	u->to += to_n - z->avail_out;
	u->to_n -= to_n - z->avail_out;
	switch (result) {
	case Z_OK:
	case Z_BUF_ERROR:	/* only: nothing to do with these bytes */
		return UNPACK_MORE;
	case Z_STREAM_END:
		return UNPACK_END;
	case Z_MEM_ERROR:
		mem_exhausted(0);
	default:
		return UNPACK_DAMAGED;
	}
}

static void gzip_close(struct unpack *u)
{
	if (u->state)
		inflateEnd(u->state);
	mem_free(u->state);
	u->state = NULL;
}

const struct unpack_kind unpack_gzip = {
	.name = "gzip",
	.begins = gzip_begins,
	.open = gzip_open,
	.step = gzip_step,
	.close = gzip_close,
};
