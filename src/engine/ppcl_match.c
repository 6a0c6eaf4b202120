/*
 * Two hash joins: on the ids, and on the keys of what they left over. Where
 * the ids are told apart by their numbers alone, as they nearly always are,
 * the first is a merge of two sorted lists.
 */
#include "engine/ppcl_match.h"

#include <string.h>

#include "base/mem.h"

static void pair(struct ppcl_match *m, size_t old, size_t new)
{
	m->new_of[old] = new;
	m->old_of[new] = old;
}

static void merge_ids(struct ppcl_match *m)
{
	size_t i = 0, j = 0;

	while (i < m->old->rows.n && j < m->new->rows.n) {
		const struct release_row *old = &m->old->rows.v[i];
		const struct release_row *new = &m->new->rows.v[j];

		if (old->number == new->number &&
		    ppcl_same(PPCL_PPC_ID, old->ppc_id, new->ppc_id))
			pair(m, i, j);
		i += old->number <= new->number;
		j += new->number <= old->number;
	}
}

/* Ids of one release are distinct: engine/ppcl_check.h has seen to that. */
static void match_ids(struct ppcl_match *m)
{
	struct ppcl_index ids;

	if (release_numbers_rise(m->old) && release_numbers_rise(m->new)) {
		merge_ids(m);
		return;
	}
	ppcl_index_init(&ids, m->old, PPCL_BIT(PPCL_PPC_ID), NULL);
	for (size_t i = 0; i < m->new->rows.n; i++) {
		const size_t old = ppcl_index_find(&ids, &m->new->rows.v[i]);

		if (old != PPCL_NO_ROW && m->new_of[old] == PPCL_NO_ROW)
			pair(m, old, i);
	}
	ppcl_index_release(&ids);
}

static void match_keys(struct ppcl_match *m)
{
	const uint32_t columns = PPCL_KEY_MIGRATION & m->provided;
	bool *skip = mem_array(m->old->rows.n + 1, sizeof(*skip));
	struct ppcl_index keys;

	/* a row that is matched is of no use here */
	for (size_t i = 0; i < m->old->rows.n; i++)
		skip[i] = m->new_of[i] != PPCL_NO_ROW;
	ppcl_index_init(&keys, m->old, columns, skip);
	for (size_t i = 0; i < m->new->rows.n; i++) {
		size_t old;

		if (m->old_of[i] != PPCL_NO_ROW)
			continue;
		old = ppcl_index_find(&keys, &m->new->rows.v[i]);
		while (old != PPCL_NO_ROW && m->new_of[old] != PPCL_NO_ROW)
			old = ppcl_index_next(&keys, old);
		if (old != PPCL_NO_ROW)
			pair(m, old, i);
	}
	ppcl_index_release(&keys);
	mem_free(skip);
}

void ppcl_match_init(struct ppcl_match *m, const struct release *old,
		     const struct release *new)
{
	m->old = old;
	m->new = new;
	m->provided = release_provides(old) & release_provides(new);
	m->old_of = mem_array(new->rows.n + 1, sizeof(*m->old_of));
	m->new_of = mem_array(old->rows.n + 1, sizeof(*m->new_of));
	for (size_t i = 0; i < new->rows.n; i++)
		m->old_of[i] = PPCL_NO_ROW;
	for (size_t i = 0; i < old->rows.n; i++)
		m->new_of[i] = PPCL_NO_ROW;
	match_ids(m);
	match_keys(m);
}

size_t ppcl_match_nearest(const struct ppcl_match *m,
			  const struct release_row *row, unsigned *distance)
{
	const uint32_t stated = m->provided;
	size_t nearest = PPCL_NO_ROW, seen = 0;
	unsigned least = UINT32_MAX;

	for (size_t i = 0; i < m->old->rows.n && seen < PPCL_NEAREST_MAX;
	     i++) {
		const struct release_row *old = &m->old->rows.v[i];
		unsigned away;

		if (m->new_of[i] != PPCL_NO_ROW)
			continue;
		seen++;
		/* among equally near ones, one of the same SMSO */
		away = 2 * ppcl_distance(old, row, stated) +
		       !ppcl_same(PPCL_SMSO, old->cell[PPCL_SMSO],
				  row->cell[PPCL_SMSO]);
		if (away < least) {
			least = away;
			nearest = i;
		}
	}
	*distance = least / 2;
	return nearest;
}

void ppcl_match_release(struct ppcl_match *m)
{
	mem_free(m->old_of);
	mem_free(m->new_of);
	memset(m, 0, sizeof(*m));
}
