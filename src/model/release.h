/*
 * release.h - one release of the Pending Product Combination List (PPCL)
 *
 * The selected combinations under the ids by which they are known, with the
 * models and firmware to be tested. Ordered by the number in the id. A
 * release number is a pair of whole numbers: 2.10 follows 2.9.
 *
 * A row has one cell for each column of ppcl.cols.h; those of the list as a
 * whole (release, capability, list share) are in struct release, and blank in
 * the rows. A layout that does not print a column leaves its bit out of
 * `stated`: such a column is not known, which is neither blank nor another
 * value, and never a difference.
 *
 *	row->cell[PPCL_SMSO]
 *	row->cell[release_column(DEVICE_ESME, RELEASE_FIRMWARE)]
 *	release_states(&r, PPCL_SMSO)
 *
 * Strings belong to the release's arena.
 */
#ifndef MODEL_RELEASE_H
#define MODEL_RELEASE_H

#include <stdint.h>
#include "base/arena.h"
#include "base/sha256.h"
#include "base/vec.h"
#include "model/rfi.h"

enum ppcl_column {
#define COL(id, name, type, values, flags, help) PPCL_##id,
#include "model/ppcl.cols.h"
#undef COL
	PPCL_COLUMNS
};

extern const struct table_format ppcl_format;		/* ppcl/1 */

enum { RELEASE_MAKER, RELEASE_MODEL, RELEASE_FIRMWARE, RELEASE_PARTS };

/* The same cells by column and by name. */
struct release_row {
	uint64_t number;		/* of the id: order */
	uint64_t line;			/* in the file; 0: none */
	union {
		struct span cell[PPCL_COLUMNS];
		struct {
			struct span of_list_release;
			struct span ppc_id, smso, wan_provider, fuel_type;
			struct span device[DEVICES][RELEASE_PARTS];
			struct span share_percent, entry_hold, note;
			struct span of_list_capability, of_list_share;
		};
	};
};

struct release_input {		/* what it was made from */
	struct span name;
	struct span sha256;
	bool has_rows;
	uint64_t rows;
};

/* The image that a device model has in the release, where the register named
 * one. */
struct release_image {
	enum device device;
	struct span manufacturer, model, smso;
	struct span fw_version;
	bool final;
};

struct release {
	struct arena arena;
	struct span number;		/* "2.10" */
	uint32_t major, minor;		/* its two numbers */
	struct span previous;		/* the release before; empty: none */
	struct span as_of;		/* date; empty: not stated */
	struct span capability;		/* "FOC"; empty: not stated */
	struct span list_share;		/* percent of the estate */
	struct span list_share_whole;	/* as published; empty: by rounding */
	uint64_t last_id;		/* highest number ever used in an id */
	uint32_t stated;		/* 1 << column */
	bool has_digest;		/* read with digests that fit */
	VEC(struct release_input) inputs;
	VEC(struct release_image) images;
	VEC(struct release_row) rows;
};

#define RELEASE_STATES_ALL	((UINT32_C(1) << PPCL_COLUMNS) - 1)
#define RELEASE_INIT	{ .arena = ARENA_INIT, .number = { "", 0 }, \
			  .stated = RELEASE_STATES_ALL }

/* "2.10" or "V2.10" to its two numbers; false if it is none. */
bool release_number(struct span text, uint32_t *major, uint32_t *minor);
/* The number without its V, and its parts; false (unchanged) if it is none.
 * The text must live as long as the release. */
bool release_set_number(struct release *r, struct span text);
int release_compare(const struct release *a, const struct release *b);

unsigned release_column(enum device d, unsigned part);
/* The device and part of a column; false for columns of no device. */
bool release_column_device(unsigned column, enum device *d, unsigned *part);
/* "ESME firmware", "share"; static. */
const char *release_column_words(unsigned column);
/* Of the list as a whole: release, capability, list share. */
bool release_column_of_list(unsigned column);
bool release_states(const struct release *r, unsigned column);

/* The columns that it states and that some row fills: a blank is a value
 * that was not provided. */
uint32_t release_provides(const struct release *r);

/* The number in which an id ends; UINT64_MAX: it ends in none. */
uint64_t release_id_number(struct span ppc_id);
void release_sort(struct release *r);
/* Does every row have a higher number than the one before? Then no two ids
 * are the same in any spelling. UINT64_MAX counts as no number. */
bool release_numbers_rise(const struct release *r);

/* Is any firmware of the row TBC? */
bool release_row_open(const struct release_row *row);

/* All cells of a row as the wide layout has them: PPCL_COLUMNS. */
void release_cells(const struct release *r, const struct release_row *row,
		   struct span *cells);

/* "52" of "51.95": rounded half up. *exact is false where the decimals are
 * .50 and may have been rounded up to that themselves. */
struct span release_share_whole(const struct release *r, struct arena *a,
				bool *exact);
void release_release(struct release *r);

#endif
