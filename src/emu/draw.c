/* Chance is a hash: of the seed, of what it is about, and of how often that
 * was asked. No state, so no order of arrival can change it. */
#include "emu/room.h"

enum { PAYLOAD_BYTES = 48 };

/* the finishing step of SplitMix64 */
static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

uint64_t emu_hash(uint64_t seed, struct span what, uint64_t a, uint64_t b)
{
	uint64_t h = mix(seed);

	for (size_t i = 0; i < what.n; i++)
		h = mix(h ^ (unsigned char)what.p[i]);
	return mix(mix(h ^ a) ^ b);
}

void emu_base64(struct buf *out, const void *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i += 3) {
		const size_t left = n - i;
		const uint32_t v = (uint32_t)p[i] << 16 |
			(left > 1 ? (uint32_t)p[i + 1] << 8 : 0) |
			(left > 2 ? p[i + 2] : 0);

		buf_add_char(out, digits[v >> 18 & 63]);
		buf_add_char(out, digits[v >> 12 & 63]);
		buf_add_char(out, left > 1 ? digits[v >> 6 & 63] : '=');
		buf_add_char(out, left > 2 ? digits[v & 63] : '=');
	}
}

void emu_payload(const struct emu *e, struct buf *out, const char *what,
		 uint64_t device, const struct srv *srv, uint64_t counter)
{
	unsigned char bytes[PAYLOAD_BYTES];
	struct buf name = BUF_INIT;

	buf_addf(&name, "%s %s", what, srv ? srv->srv : "");
	for (unsigned i = 0; i < PAYLOAD_BYTES; i++)
		bytes[i] = (unsigned char)emu_hash(e->world->seed + i,
						   buf_span(&name), device,
						   counter);
	emu_base64(out, bytes, sizeof(bytes));
	buf_release(&name);
}
