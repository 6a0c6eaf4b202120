/*
 * vec.h - typed arrays that grow
 *
 *	VEC(struct row) rows = VEC_INIT;	(struct row *v; n; cap)
 *	vec_push(&rows, row);
 *	for (size_t i = 0; i < rows.n; i++)
 *		use(&rows.v[i]);
 *	vec_release(&rows);
 *
 * An element's address dies with the next push. vec_add() pushes a zeroed
 * element and gives its address.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <string.h>
#include "base/mem.h"

#define VEC(type)	struct { type *v; size_t n; size_t cap; }
#define VEC_INIT	{ NULL, 0, 0 }

#define vec_reserve(a, want) \
	((want) > (a)->cap ? \
	 (void)((a)->v = vec_grow((a)->v, &(a)->cap, (want), \
				  sizeof(*(a)->v))) : (void)0)

#define vec_push(a, item) \
	do { \
		vec_reserve((a), (a)->n + 1); \
		(a)->v[(a)->n++] = (item); \
	} while (0)

#define vec_add(a) \
	(vec_reserve((a), (a)->n + 1), \
	 memset(&(a)->v[(a)->n], 0, sizeof(*(a)->v)), \
	 &(a)->v[(a)->n++])

#define vec_release(a) \
	do { \
		mem_free((a)->v); \
		(a)->v = NULL; \
		(a)->n = (a)->cap = 0; \
	} while (0)

void *vec_grow(void *v, size_t *cap, size_t want, size_t item_bytes)
	__attribute__((returns_nonnull));

#endif
