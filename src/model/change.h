/*
 * change.h - what changed between two releases, and what it obliges to
 *
 * One change is one cell, or one row that came or went. Classes are those of
 * rule R22; consequences are a set. The names of both are the words of the
 * columns `change` and `consequence`.
 *
 *	change_name(CHANGE_FW_RESOLVED)				FW_RESOLVED
 *	consequence_add(&b, OBLIGES_CLAUSE_13 | OBLIGES_VOIDS)
 *						CLAUSE_13+VOIDS_EVIDENCE
 */
#ifndef MODEL_CHANGE_H
#define MODEL_CHANGE_H

#include "base/buf.h"
#include "base/table.h"
#include "model/release.h"

enum change_class {
	CHANGE_ADDED, CHANGE_REMOVED, CHANGE_FW_RESOLVED, CHANGE_FW_CHANGED,
	CHANGE_FW_REOPENED, CHANGE_HW_CHANGED, CHANGE_PPMID_SWAPPED,
	CHANGE_WAN_CHANGED, CHANGE_SHARE_CHANGED, CHANGE_RENUMBERED,
	CHANGE_LABEL_ONLY, CHANGES,
};

enum consequence {
	OBLIGES_NOTIFY = 1, OBLIGES_CLAUSE_13 = 2, OBLIGES_VOIDS = 4,
	OBLIGES_ERROR = 8,
};

#define CHANGE_WHOLE_ROW	PPCL_COLUMNS		/* as a column */
#define CHANGE_PREVIOUS		(PPCL_COLUMNS + 1)	/* of patches */
#define CHANGE_AS_OF		(PPCL_COLUMNS + 2)

struct change {
	enum change_class class;
	unsigned column;		/* ppcl_column, or CHANGE_... */
	unsigned consequence;		/* set; 0: NONE */
	struct span ppc_id;		/* in the new release; of REMOVED in
					   the old; empty: the list */
	struct span old_ppc_id;		/* where it is another; else empty */
	struct span old, new;
	uint64_t line;			/* of a patch that was read */
};

/* Spans point into the releases compared, or into this arena. */
struct changes {
	struct arena arena;
	VEC(struct change) v;
};

#define CHANGES_INIT	{ ARENA_INIT, VEC_INIT }

enum change_column {
#define COL(id, name, type, values, flags, help) CHANGE_COL_##id,
#include "model/change.cols.h"
#undef COL
	CHANGE_COLUMNS
};
enum change_rule_column {
#define COL(id, name, type, values, flags, help) CHANGE_RULE_COL_##id,
#include "model/change_rule.cols.h"
#undef COL
	CHANGE_RULE_COLUMNS
};
enum voided_column {
#define COL(id, name, type, values, flags, help) VOIDED_COL_##id,
#include "model/voided.cols.h"
#undef COL
	VOIDED_COLUMNS
};
enum conflict_column {
#define COL(id, name, type, values, flags, help) CONFLICT_COL_##id,
#include "model/conflict.cols.h"
#undef COL
	CONFLICT_COLUMNS
};
enum suggest_column {
#define COL(id, name, type, values, flags, help) SUGGEST_COL_##id,
#include "model/suggest.cols.h"
#undef COL
	SUGGEST_COLUMNS
};
enum verify_column {
#define COL(id, name, type, values, flags, help) VERIFY_COL_##id,
#include "model/verify.cols.h"
#undef COL
	VERIFY_COLUMNS
};

/* ppcl-diff/1, ppcl-patch/1, ... */
extern const struct table_format change_format, patch_format,
	change_rule_format, voided_format, conflict_format, suggest_format,
	verify_format;

const char *change_name(enum change_class c);
bool change_named(struct span name, enum change_class *c);
const char *change_column_name(unsigned column);	/* "" for a row */
bool change_column_named(struct span name, unsigned *column);
void consequence_add(struct buf *b, unsigned consequence);
/* "CLAUSE_13" or several joined by + to the set; NONE is 0. */
bool consequence_named(struct span names, unsigned *consequence);
void change_cells(const struct change *c, struct arena *a,
		  struct span cells[CHANGE_COLUMNS]);
void changes_release(struct changes *c);

#endif
