/*
 * ppcl_key.h - when two rows are one combination, and how far others are
 *
 * A key is the canonical form of some columns of a row: names as
 * engine/canon.h has them, versions as numbers. TBC is a value like any
 * other (A9): it equals only TBC.
 *
 *	product key	device models and communications services provider
 *	migration key	the product key, SMSO and fuel type: what a row of
 *			the PPCL is
 *
 *	ppcl_key_add(&b, row, PPCL_KEY_MIGRATION & old->stated & new->stated);
 *
 * Source: SEC F2.10A (product key); rule R4 of smets1-tools(7).
 */
#ifndef ENGINE_PPCL_KEY_H
#define ENGINE_PPCL_KEY_H

#include "base/buf.h"
#include "base/intern.h"
#include "model/release.h"

#define PPCL_BIT(column)	(UINT32_C(1) << (column))
#define PPCL_KEY_DEVICES	(PPCL_BIT(PPCL_PPMID_FW_VERSION + 1) - \
				 PPCL_BIT(PPCL_CH_MANUFACTURER))
#define PPCL_KEY_PRODUCT	(PPCL_KEY_DEVICES | \
				 PPCL_BIT(PPCL_WAN_PROVIDER))
#define PPCL_KEY_MIGRATION	(PPCL_KEY_PRODUCT | PPCL_BIT(PPCL_SMSO) | \
				 PPCL_BIT(PPCL_FUEL_TYPE))
#define PPCL_KEY_FIRMWARE	(PPCL_BIT(PPCL_CH_FW_VERSION) | \
				 PPCL_BIT(PPCL_ESME_FW_VERSION) | \
				 PPCL_BIT(PPCL_GSME_FW_VERSION) | \
				 PPCL_BIT(PPCL_PPMID_FW_VERSION))

void ppcl_key_add(struct buf *b, const struct release_row *row,
		  uint32_t columns);
bool ppcl_key_eq(const struct release_row *a, const struct release_row *b,
		 uint32_t columns);

/* Is it one value, spelled in any way? */
bool ppcl_same(unsigned column, struct span a, struct span b);

/* Device models of which the two rows differ: 0 to DEVICES. */
unsigned ppcl_distance(const struct release_row *a,
		       const struct release_row *b, uint32_t stated);

/* Rows by key: all rows of one key, in order of the release. */
struct ppcl_index {
	struct intern keys;
	VEC(size_t) first;		/* by key: row, or PPCL_NO_ROW */
	VEC(size_t) last;
	VEC(size_t) next;		/* by row */
	uint32_t columns;
	struct buf scratch;
};

#define PPCL_NO_ROW	SIZE_MAX

/* skip[i]: row i is left out; NULL: none is. */
void ppcl_index_init(struct ppcl_index *x, const struct release *r,
		     uint32_t columns, const bool *skip);
/* The first row of that key; ppcl_index_next() the ones behind it. */
size_t ppcl_index_find(struct ppcl_index *x, const struct release_row *row);
size_t ppcl_index_next(const struct ppcl_index *x, size_t row);
void ppcl_index_release(struct ppcl_index *x);

#endif
