/*
 * epcl.h - the Eligible Product Combinations List, and what goes with it
 *
 * An entry is a combination (model/release.h has its columns) that has been
 * shown to work, with the day it was first added, which never changes, and
 * on what ground:
 *
 *	TESTED      the final cycles of MT and SIT passed
 *	EQUIVALENT  considered substantively equivalent to `reference`
 *	DMCT        Device Model Combination Testing passed
 *
 * The small tables that decide with it are here too: the criteria sheet of
 * sit-run, who serves an SMSO, recorded equivalences, what it does not pay
 * to test, and which firmware can follow which. Read by file/epcl_in.h and
 * file/epcl_tables_in.h; strings belong to the arena of what they were read
 * into.
 *
 * Source: Smart Energy Code F2.10A; rules R26 and R27 of smets1-tools(7).
 */
#ifndef MODEL_EPCL_H
#define MODEL_EPCL_H

#include <stdint.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/sha256.h"
#include "base/vec.h"
#include "model/release.h"

enum epcl_basis { EPCL_TESTED, EPCL_EQUIVALENT, EPCL_DMCT, EPCL_BASES };

struct epcl_row {
	struct release_row what;
	struct span s1sp, dco;
	int32_t first_added;		/* day */
	enum epcl_basis basis;
	struct span reference;		/* ppc_id; EQUIVALENT only */
	struct span evidence;		/* 64 hex digits */
	uint64_t line;			/* in the file; 0: made here */
};

struct epcl {
	struct arena arena;
	VEC(struct epcl_row) rows;	/* by the number in the id */
};

struct criterion_row {
	struct span name, ppc_id, value, threshold, reason;
	bool overall;			/* else of the combination ppc_id */
	bool met;
};

struct service_row {
	struct span smso, s1sp, dco;
};

struct equivalence_row {
	struct span ppc_id, reference, reason;
	int32_t decided_on;		/* day */
	uint64_t line;
};

struct uneconomic_row {
	struct release_row what;	/* blank cells: any */
	struct span reason;
	uint64_t line;
};

struct upgrade_row {
	enum device device;
	struct span model, from, to;
};

struct epcl_tables {
	struct arena arena;
	VEC(struct criterion_row) criteria;
	VEC(struct service_row) services;
	VEC(struct equivalence_row) equivalences;
	VEC(struct uneconomic_row) uneconomic;
	VEC(struct upgrade_row) upgrades;
};

#define EPCL_INIT	{ ARENA_INIT, VEC_INIT }
#define EPCL_TABLES_INIT { ARENA_INIT, VEC_INIT, VEC_INIT, VEC_INIT, \
			   VEC_INIT, VEC_INIT }

#define COL(id, name, type, values, flags, help) EPCL_COL_##id,
enum epcl_column {
#include "model/epcl.cols.h"
	EPCL_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) DMCT_COL_##id,
enum dmct_column {
#include "model/dmct.cols.h"
	DMCT_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) SERVICES_COL_##id,
enum services_column {
#include "model/services.cols.h"
	SERVICES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) EQUIVALENCE_COL_##id,
enum equivalence_column {
#include "model/equivalence.cols.h"
	EQUIVALENCE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) UNECONOMIC_COL_##id,
enum uneconomic_column {
#include "model/uneconomic.cols.h"
	UNECONOMIC_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) UPGRADE_COL_##id,
enum upgrade_column {
#include "model/upgrade_paths.cols.h"
	UPGRADE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) SHEET_COL_##id,
enum sheet_column {
#include "model/criteria_sheet.cols.h"
	SHEET_COLUMNS
};
#undef COL

#define COL(id, name, type, values, flags, help) ADMISSION_COL_##id,
enum admission_column {
#include "model/admission.cols.h"
	ADMISSION_COLUMNS
};
#undef COL

extern const struct table_format epcl_format, dmct_format, services_format,
	equivalence_format, uneconomic_format, upgrade_paths_format,
	criteria_sheet_format, admission_format;

const char *epcl_basis_name(enum epcl_basis b);		/* "TESTED" */
void epcl_sort(struct epcl *e);
void epcl_release(struct epcl *e);
void epcl_tables_release(struct epcl_tables *t);

/* The row of that id, or NULL. */
const struct epcl_row *epcl_find(const struct epcl *e, struct span ppc_id);

/* Is a cell open: TBC, ? or blank, in any letter case? */
bool epcl_cell_open(struct span cell);

/* The EPCL's row cells, numbers and date in the arena. */
void epcl_cells(const struct epcl_row *r, struct arena *a,
		struct span cells[EPCL_COLUMNS]);

#endif
