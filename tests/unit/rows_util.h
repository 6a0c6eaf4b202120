/*
 * rows_util.h - estates and tallies from short literal rows
 *
 * A row is written "column=value; column=value". A column that is not named
 * is that of an ordinary, complete row, so that a test shows only what it is
 * about:
 *
 *	struct world w;
 *	world_begin(&w);
 *	world_policy(&w, "{'ihd': 'never'}");	(' stands for ")
 *	world_row(&w, "smso=SMSO-2; count_active=5");
 *	world_count(&w, PRECEDENCE_ALL, &tally, &notes);
 *	ck_assert_str_eq(tally_text(&tally, "smso"), "IN_SCOPE SMSO-2 5+0\n");
 *	world_end(&w);
 *
 * The first row stands on line 2 of file "f", and so on. A blank after ";"
 * belongs to the name; values are taken to the byte.
 *
 * Random tests begin with seed_of(), which prints the seed; TEST_SEED=N
 * starts them elsewhere and SMETS1_LONG=1 makes rounds() the whole sweep.
 */
#ifndef TESTS_UNIT_ROWS_UTIL_H
#define TESTS_UNIT_ROWS_UTIL_H

#include "engine/count.h"
#include "engine/estate.h"
#include "engine/precedence.h"
#include "model/alias.h"
#include "model/policy.h"
#include "model/tally.h"

#define COUNT_OF(a)	(sizeof(a) / sizeof((a)[0]))

struct world {
	struct diag diag;
	struct policy policy;
	struct alias_table aliases;
	struct names *names;
	struct estate estate;
	struct check check;
	bool open, finished;
};

void world_begin(struct world *w);
void world_end(struct world *w);

/* Before the first row. */
void world_policy(struct world *w, const char *json);
void world_alias(struct world *w, const char *field, const char *from,
		 const char *to);
void world_known(struct world *w, const char *field, const char *name);
void world_open(struct world *w, enum estate_scope scope,
		enum diag_severity floor);	/* unless COUNTING, NOTE */

uint32_t world_row(struct world *w, const char *row);
void world_finish(struct world *w);
void world_count(struct world *w, uint32_t without, struct tally *t,
		 struct count_notes *notes);

/* The cells of a row in the wide layout; they point into the literal. */
void wide_cells(const char *row, struct span *cells);
/* The same of the device layout; nothing stands in a cell not named. */
void device_cells(const char *row, struct span *cells);

/* What was found, a line each: "E RFI010 f:2 smso ''". The value is left out
 * where there is none, a column that is none is "-". Lives until next time. */
const char *found(struct diag *d);

/* A tally of the policy's key. "disposition" may be named in a row. */
void tally_start(struct tally *t, const struct policy *p);
void tally_put(struct tally *t, const char *row);

/* A line a row: disposition, the named columns with | between, active and
 * dormant: "IN_SCOPE SMSO-1|G370 3+2". Lives until next time. */
const char *tally_text(const struct tally *t, const char *columns);
const char *tally_csv(struct tally *t);

/* One file at a time, gone with file_end(). */
const char *file_put(const char *name, struct span bytes);
void file_end(void);

void seed_of(const char *what, uint64_t preset);
uint32_t rng(uint32_t below);
unsigned rounds(unsigned few, unsigned many);

#endif
