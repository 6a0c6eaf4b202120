/*
 * plan_match.h - does a match hold for a class?
 *
 * Names are compared in canonical form (engine/canon.h). Each distinct form
 * gets a number once, so that holding a match against thousands of classes
 * compares numbers.
 *
 *	struct plan_words w = PLAN_WORDS_INIT;
 *	ids[RFI_SMSO] = plan_word(&w, cell);
 *	struct plan_test t = plan_test_make(&w, &row->match, &arena);
 *	if (plan_test_holds(&t, ids)) ...
 *	plan_words_release(&w);
 *
 * A blank cell is PLAN_WORD_BLANK, and no match holds for it.
 */
#ifndef ENGINE_PLAN_MATCH_H
#define ENGINE_PLAN_MATCH_H

#include "base/buf.h"
#include "base/intern.h"
#include "model/plan_match.h"

#define PLAN_WORD_BLANK	UINT32_MAX

struct plan_words {
	struct intern words;
	struct buf scratch;
};

#define PLAN_WORDS_INIT	{ INTERN_INIT, BUF_INIT }

struct plan_test {
	uint32_t n;
	const uint32_t *column;		/* of the match */
	const uint32_t *word;
};

uint32_t plan_word(struct plan_words *w, struct span cell);
struct plan_test plan_test_make(struct plan_words *w,
				const struct plan_match *m, struct arena *a);
/* ids: a word for each of PLAN_COL_COUNT columns. */
bool plan_test_holds(const struct plan_test *t, const uint32_t *ids);
void plan_words_release(struct plan_words *w);

#endif
