/*
 * estate.h - everything reported, merged into distinct rows with counts
 *
 * However many rows come in, they say few different things. The estate keeps
 * each distinct row once (a kind: the raw bytes of the wanted columns, all
 * of them, compared in full) with the installations it stands for, so
 * that checks, aliases and the policy are worked out once for each kind and
 * memory grows with kinds, not with rows: about 1 KiB each.
 *
 *	struct estate e;
 *	estate_init(&e, names, ESTATE_COUNTING, &policy);
 *	while (rows_next(r, &row)) {
 *		...cells by column of rfi.h...
 *		kind = estate_add(&e, &check, cells, &count);
 *	}
 *	estate_finish(&e);
 *	estate_class(&e, kind, RFI_SMSO)	(a class of names.h)
 *	estate_release(&e);
 *
 * ESTATE_COUNTING keeps the columns that dispositions and keys depend on;
 * ESTATE_EVERYTHING keeps all but the installation id and the counts, which
 * differ row by row.
 *
 * A row with an error is refused: ESTATE_REFUSED, its findings are made, and
 * it is counted in refused_rows and refused_installations.
 */
#ifndef ENGINE_ESTATE_H
#define ENGINE_ESTATE_H

#include "base/intern.h"
#include "base/vec.h"
#include "engine/check.h"
#include "engine/names.h"
#include "model/policy.h"
#include "model/rfi.h"

enum estate_scope { ESTATE_COUNTING, ESTATE_EVERYTHING };

#define ESTATE_REFUSED	UINT32_MAX

struct estate_kind {
	uint64_t active, dormant;	/* installations */
	uint64_t rows;
	unsigned flags;			/* CHECK_... */
	int32_t day;			/* of the snapshot, or DATE_NONE */
};

struct estate {
	struct names *names;		/* not owned */
	bool wanted[RFI_COLUMNS];
	uint32_t place[RFI_COLUMNS];	/* among the wanted ones */
	VEC(uint32_t) columns;		/* the wanted ones, in order */
	struct intern memo;
	VEC(struct estate_kind) kinds;
	VEC(uint32_t) spelling;		/* kinds.n * columns.n, of names.h */
	struct buf key;
	uint64_t active, dormant;	/* installations of all kinds */
	uint64_t refused_rows, refused_installations;
	uint64_t refused_uncounted;	/* rows whose count nobody can read */
	int32_t newest;			/* snapshot day of any row */
};

void estate_init(struct estate *e, struct names *names,
		 enum estate_scope scope, const struct policy *policy);

/* The kind of a row, its counts added; or ESTATE_REFUSED. */
uint32_t estate_add(struct estate *e, const struct check *c,
		    const struct span *cells, struct check_count *count);

/* Rows that have the same cells, added at once. The caller has asked
 * check_kind() about them (flags, without CHECK_BAD), and has added up their
 * counts, which stay below TALLY_INSTALLATIONS_MAX with all there are. Only
 * the wanted cells are looked at. */
struct estate_rows {
	uint64_t rows;
	uint64_t active, dormant;	/* installations */
	unsigned flags;
};

uint32_t estate_add_rows(struct estate *e, const struct span *cells,
			 const struct estate_rows *rows);	/* their kind */

/* Adds the classes of the wanted cells as bytes: the same for rows that say
 * the same once spelling, letter case and aliases are out of the way. */
void estate_add_identity(const struct estate *e, const struct span *cells,
			 struct buf *to);

/* A row that estate_add() accepted is not to be counted after all. */
void estate_take_back(struct estate *e, uint32_t kind,
		      const struct check_count *count);

/* The kind of such a row; ESTATE_REFUSED if there was none. */
uint32_t estate_find(struct estate *e, const struct span *cells);

/* Tells names how many installations each spelling stands for: once, when
 * all rows are in. */
void estate_finish(struct estate *e);

uint32_t estate_class(const struct estate *e, uint32_t kind,
		      unsigned column);	/* NAME_BLANK if not wanted */
uint64_t estate_installations(const struct estate *e, uint32_t kind);
void estate_release(struct estate *e);

#endif
