/*
 * scan_index_plain.c - windows in C alone: any machine
 *
 * Eight bytes at a time in a word. Equality of bytes is exact (no borrow
 * runs from one byte into the next), for an index has no use for a false
 * one.
 */
#include "file/scan_room.h"
#include "file/scan_scalar.h"

#define CORE_WINDOW	scan_window_plain
#define CORE_QUOTES	scan_quotes_plain
#define ONES		UINT64_C(0x0101010101010101)
#define LOW		UINT64_C(0x7f7f7f7f7f7f7f7f)

typedef uint64_t core_high;

struct core_look {
	unsigned char delimiter;
};

static inline core_high core_no_high(void)
{
	return 0;
}

static inline bool core_is_high(core_high high)
{
	return (high & ~LOW) != 0;
}

static inline void core_prepare(struct core_look *look,
				unsigned char delimiter)
{
	look->delimiter = delimiter;
}

/* Eight bytes, the first one lowest. */
static inline uint64_t core_word(const unsigned char *p)
{
	uint64_t v = core_read(p);

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	return v;
}

/* Bit i: byte i of the word is c. */
static inline uint64_t core_equal_word(uint64_t word, unsigned char c)
{
	const uint64_t x = word ^ ONES * c;
	const uint64_t zero = ~(((x & LOW) + LOW) | x | LOW);

	return (zero >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t core_equal(const unsigned char *p, unsigned char c)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < 8; i++)
		mask |= core_equal_word(core_word(p + 8 * i), c) << (8 * i);
	return mask;
}

static inline void core_copy(unsigned char *to, const unsigned char *p,
			     size_t n)
{
	memcpy(to, p, n);
}

static inline bool core_same(const unsigned char *a, const unsigned char *b,
			     size_t blocks)
{
	return memcmp(a, b, blocks * SCAN_BLOCK) == 0;
}

static inline struct core_bits core_masks(const struct core_look *look,
				   const unsigned char *p, core_high *high)
{
	struct core_bits b = { 0, 0, 0 };

	for (size_t i = 0; i < 8; i++) {
		const uint64_t word = core_word(p + 8 * i);

		*high |= word;
		b.delimiter |= core_equal_word(word, look->delimiter) <<
			       (8 * i);
		b.line |= core_equal_word(word, '\n') << (8 * i);
		b.odd |= (core_equal_word(word, '"') |
			  core_equal_word(word, '\r') |
			  core_equal_word(word, '\0')) << (8 * i);
	}
	return b;
}

#include "file/scan_core.h"
