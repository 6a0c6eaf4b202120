/* A name is learnt in its canonical form, footnotes and blanks gone. */
#include "engine/plan_match.h"

#include "engine/canon.h"

uint32_t plan_word(struct plan_words *w, struct span cell)
{
	const struct span trimmed = canon_trim(cell);

	if (trimmed.n == 0)
		return PLAN_WORD_BLANK;
	buf_clear(&w->scratch);
	canon_add(&w->scratch, trimmed);
	return intern_put(&w->words, buf_span(&w->scratch), NULL);
}

struct plan_test plan_test_make(struct plan_words *w,
				const struct plan_match *m, struct arena *a)
{
	uint32_t *word = arena_zero(a, m->n + 1, sizeof(*word));

	for (uint32_t i = 0; i < m->n; i++)
		word[i] = plan_word(w, m->value[i]);
	return (struct plan_test){ m->n, m->column, word };
}

bool plan_test_holds(const struct plan_test *t, const uint32_t *ids)
{
	for (uint32_t i = 0; i < t->n; i++) {
		if (ids[t->column[i]] != t->word[i] ||
		    t->word[i] == PLAN_WORD_BLANK)
			return false;
	}
	return true;
}

void plan_words_release(struct plan_words *w)
{
	intern_release(&w->words);
	buf_release(&w->scratch);
}
