/*
 * sha256.h - the SHA-256 digest (FIPS 180-4)
 *
 *	struct sha256 h;
 *	sha256_init(&h);
 *	sha256_add(&h, bytes, n);
 *	sha256_hex(&h, text);		(64 lower-case hex digits and NUL)
 *
 * sha256_sum() and sha256_hex() leave h as it is: more may be added. Where the
 * processor has SHA instructions they are used; sha256_init_portable() does
 * without.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_BYTES	32
#define SHA256_TEXT	65

struct sha256 {
	uint32_t state[8];
	uint64_t bytes;
	unsigned char block[64];
	void (*blocks)(uint32_t state[8], const unsigned char *p, size_t n);
};

void sha256_init(struct sha256 *h);
void sha256_init_portable(struct sha256 *h);
void sha256_add(struct sha256 *h, const void *p, size_t n);
void sha256_sum(const struct sha256 *h, unsigned char sum[SHA256_BYTES]);
void sha256_text(const unsigned char sum[SHA256_BYTES],
		 char text[SHA256_TEXT]);
void sha256_hex(const struct sha256 *h, char text[SHA256_TEXT]);

#endif
