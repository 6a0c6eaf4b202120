/*
 * check.h - is a row of a return what a return may say?
 *
 * Checks that need one row only. Each problem becomes a finding (codes RFI,
 * severities of model/codes.def.h) at the row's file, line and column. The
 * checks that need several rows or returns are in engine/across.h.
 *
 *	struct check c = { .diag = &diag, .policy = &policy, .names = names,
 *			   .floor = DIAG_ERROR };
 *	c.at = (struct check_at){ file, line, &binding };
 *	flags = check_kind(&c, cells, wanted, installations);
 *
 * A check is split in two so that it can run once for each distinct row:
 * check_kind() looks at what many rows have in common and says whether a
 * finding was made (then it is run again for each such row, so that every
 * line is named); check_count() looks at the counts of one row.
 */
#ifndef ENGINE_CHECK_H
#define ENGINE_CHECK_H

#include "base/diag.h"
#include "base/table.h"
#include "engine/names.h"
#include "model/policy.h"

struct check_at {
	const char *file;
	uint64_t line;
	const struct table_binding *binding;	/* for places of columns */
};

struct check {
	struct diag *diag;
	const struct policy *policy;
	struct names *names;
	enum diag_severity floor;	/* findings below it are not made */
	struct check_at at;
};

enum {
	CHECK_SUSPECT = 1,	/* some finding, or one below the floor */
	CHECK_BAD = 2,		/* an error: the row cannot be believed */
	CHECK_OPEN = 4,		/* a key cell is open: it will be unresolved */
};

/* What a row counts. A row without counts is one installation. */
struct check_count {
	bool has_active, has_dormant;	/* the cells are not blank */
	uint64_t active, dormant;	/* installations */
};

/* cells: RFI_COLUMNS; only columns in `wanted` are looked at. Installations
 * are those of this row, for the text of RFI013. */
unsigned check_kind(const struct check *c, const struct span *cells,
		    const bool *wanted, uint64_t installations);

/* False: the row has no believable count (a finding says so). */
bool check_counts(const struct check *c, const struct span *cells,
		  struct check_count *count);

/* Is the text a blank, or a "?"? Canonical: blanks around do not count. */
bool check_is_open(struct span text);
bool check_is_none(struct span text);

/* Has the row no such device? Its model is NONE, or its maker is NONE and
 * its model blank. */
bool check_device_absent(const struct span *cells, enum device d);

/* The place of a column for code_find(). */
struct code_place;
struct code_place check_place(const struct check_at *at, unsigned column,
			      const struct span *value);

#endif
