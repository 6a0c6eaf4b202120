/*
 * across.h - checks that need more than one row
 *
 * What a single row cannot tell: the same combination or installation twice
 * in a return, an installation claimed by two returns, a superseded or stale
 * snapshot, totals that disagree, one firmware in two spellings. Feed it
 * every accepted row with its place, then ask.
 *
 *	struct across a;
 *	across_init(&a, &estate);
 *	ok = across_row(&a, &check, file, kind, has_counts, id);
 *	...
 *	across_finish(&a, &check, &precedence, &limits);
 *	across_release(&a);
 *
 * A file is a return; it may hold several reporters. across.sources lists
 * what each file holds by reporter and snapshot day.
 *
 * Memory: about 70 bytes and the id for each installation id, 40 bytes for
 * each row with counts.
 */
#ifndef ENGINE_ACROSS_H
#define ENGINE_ACROSS_H

#include "base/intern.h"
#include "base/vec.h"
#include "engine/estate.h"
#include "engine/precedence.h"

struct across_place {
	uint32_t file;		/* of across.files */
	uint32_t kind;
	uint64_t line;
};

struct across_conflict {
	uint32_t id;
	struct across_place before, again;	/* the claim before, this one */
};

struct across_late {		/* a claim that came out of order */
	uint32_t id;
	struct across_place place;
};

/* What one file says for one reporter and day. */
struct across_source {
	uint32_t file;
	uint32_t kind;		/* one that is of this source */
	uint64_t line;		/* the first */
	uint64_t rows;
	uint64_t installations;
	uint64_t unresolved;	/* installations with an open key cell */
};

struct across {
	const struct estate *estate;
	VEC(const char *) files;
	struct intern source_keys;	/* file, role, reporter, day */
	VEC(struct across_source) sources;
	struct intern identities;	/* resolved cells of a kind */
	VEC(uint32_t) identity;		/* by kind, or INTERN_NONE */
	VEC(struct across_place) first;	/* by kind */
	struct intern counted;		/* file, identity */
	VEC(uint64_t) counted_line;
	struct intern ids;		/* installation ids */
	VEC(struct across_place) claim;	/* by id: the latest */
	VEC(struct across_conflict) conflicts;
	VEC(struct across_late) late;
};

struct across_limits {
	int32_t as_of;			/* day, or DATE_NONE: the newest */
	uint64_t max_age_days;
};

void across_init(struct across *a, const struct estate *e);
uint32_t across_file(struct across *a, const char *name);	/* kept */

/* False: an error was found and the row must not be counted. `open` are the
 * installations of the row if one of its key cells is open, else 0. */
bool across_row(struct across *a, const struct check *c, uint32_t file,
		uint32_t kind, bool has_counts, struct span id,
		uint64_t installations, uint64_t open);

/* Rows of one kind in a file, at once: none is at odds with another of the
 * file, and their installation ids are given by across_claim() where other
 * files have them, too. Kinds in order of their first lines. */
struct across_rows {
	uint64_t line;			/* of the first */
	uint64_t rows, installations, open;
};

void across_rows(struct across *a, uint32_t file, uint32_t kind,
		 const struct across_rows *rows);
/* In any order. */
void across_claim(struct across *a, uint32_t file, uint32_t kind,
		  uint64_t line, struct span id);
void across_finish(struct across *a, const struct check *c,
		   const struct precedence *p,
		   const struct across_limits *limits);
void across_release(struct across *a);

#endif
