/*
 * unpack.h - gzip and zstd behind one door
 *
 * What input.c needs of a packing: does a member begin here, and the next
 * bytes of it. One room for each library; neither knows about files.
 *
 *	struct unpack u = UNPACK_INIT;
 *	if (unpack_gzip.begins(stock, n))
 *		unpack_gzip.open(&u);
 *	u.from = stock; u.from_n = n; u.to = buffer; u.to_n = size;
 *	switch (unpack_gzip.step(&u)) ...	(moves from and to on)
 *	unpack_gzip.close(&u);
 *
 * A member is a gzip member or a zstd frame. step() checks its check sum and
 * length; joined members are the caller's loop. After a step that filled the
 * room, the next one may have bytes to give without any more input.
 */
#ifndef FILE_UNPACK_H
#define FILE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

enum unpack_result {
	UNPACK_MORE,		/* the member goes on */
	UNPACK_END,		/* the member is whole and right */
	UNPACK_DAMAGED,
	UNPACK_TOO_LARGE,	/* asks for a window above 128 MiB */
};

struct unpack {
	const unsigned char *from;
	size_t from_n;
	unsigned char *to;
	size_t to_n;
	void *state;		/* the library's */
};

#define UNPACK_INIT	{ NULL, 0, NULL, 0, NULL }
#define UNPACK_MAGIC	4	/* bytes that begins() wants to see */

struct unpack_kind {
	const char *name;
	bool (*begins)(const unsigned char *p, size_t n);
	void (*open)(struct unpack *u);		/* also: the next member */
	enum unpack_result (*step)(struct unpack *u);
	void (*close)(struct unpack *u);
};

extern const struct unpack_kind unpack_gzip;
extern const struct unpack_kind unpack_zstd;

#endif
