/*
 * unpack_zstd.c - zstd frames through the streaming decoder
 *
 * The decoder's own memory is not ours to give: the interface for that is
 * not a stable one. Its failures to get memory end in mem.c all the same.
 */
#include "file/unpack.h"

#include <zstd.h>
#include <zstd_errors.h>

#include "base/mem.h"

static bool zstd_begins(const unsigned char *p, size_t n)
{
	if (n < 4)
		return false;
	if (p[0] == 0x28 && p[1] == 0xb5 && p[2] == 0x2f && p[3] == 0xfd)
		return true;
	return (p[0] & 0xf0) == 0x50 && p[1] == 0x2a && p[2] == 0x4d &&
	       p[3] == 0x18;	/* a frame to be skipped */
}

static void zstd_open(struct unpack *u)
{
	if (!u->state)
		u->state = ZSTD_createDStream();
	if (!u->state)
		mem_exhausted(0);
	ZSTD_DCtx_reset(u->state, ZSTD_reset_session_only);
}

static enum unpack_result zstd_step(struct unpack *u)
{
	ZSTD_inBuffer in = { u->from, u->from_n, 0 };
	ZSTD_outBuffer out = { u->to, u->to_n, 0 };
	size_t result = ZSTD_decompressStream(u->state, &out, &in);

	u->from += in.pos;
	u->from_n -= in.pos;
	u->to += out.pos;
	u->to_n -= out.pos;
	if (!ZSTD_isError(result))
		return result == 0 ? UNPACK_END : UNPACK_MORE;
	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_memory_allocation:
		mem_exhausted(0);
	case ZSTD_error_frameParameter_windowTooLarge:
		return UNPACK_TOO_LARGE;
	default:
		return UNPACK_DAMAGED;
	}
}

static void zstd_close(struct unpack *u)
{
	ZSTD_freeDStream(u->state);
	u->state = NULL;
}

const struct unpack_kind unpack_zstd = {
	.name = "zstd",
	.begins = zstd_begins,
	.open = zstd_open,
	.step = zstd_step,
	.close = zstd_close,
};
