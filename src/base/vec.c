/*
 * vec.c - typed arrays that grow
 *
 * By one half, not by double: the memory left behind by earlier rounds can
 * then be used again by a later one.
 */
#include "base/vec.h"

#include <stdint.h>

enum { ITEMS_MIN = 8 };

void *vec_grow(void *v, size_t *cap, size_t want, size_t item_bytes)
{
	size_t room = *cap;

	room = room > SIZE_MAX / 2 ? want : room + room / 2;
	if (room < ITEMS_MIN)
		room = ITEMS_MIN;
	if (room < want)
		room = want;
	v = mem_resize(v, room, item_bytes);
	*cap = room;
	return v;
}
