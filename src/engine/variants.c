/*
 * A variant is known by its words: they are unique because they begin with
 * the device, and so serve as the key and as the text of every report.
 */
#include "engine/variants.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

struct builder {
	struct variants *v;
	const struct tally *t;
	const struct policy *policy;
	struct buf words;
};

static bool is_variant(struct span cell)
{
	return cell.n != 0 && !span_eq(cell, SPAN("?")) &&
	       !span_eq_nocase(cell, SPAN("NONE")) &&
	       !span_eq_nocase(cell, SPAN("TBC"));
}

static void put(struct builder *b)
{
	bool fresh;
	const uint32_t id = intern_put(&b->v->names, buf_span(&b->words),
				       &fresh);

	if (fresh)
		vec_push(&b->v->carriers, 0);
	b->v->carriers.v[id]++;
	vec_push(&b->v->item, id);
}

static void put_hardware(struct builder *b, const struct tally_row *row)
{
	for (size_t i = 0; i < b->policy->hardware.n; i++) {
		const uint32_t column = b->policy->hardware.v[i];
		const uint32_t at = tally_column(b->t, column);
		enum device d;
		enum part p;
		bool target;

		if (at == TABLE_ABSENT || !is_variant(row->key[at]))
			continue;
		buf_clear(&b->words);
		if (rfi_column_device(column, &d, &p, &target) &&
		    p == PART_MODEL)
			buf_addf(&b->words, "%s " SPAN_F, device_words(d),
				 SPAN_A(row->key[at]));
		else
			buf_addf(&b->words, "%s " SPAN_F,
				 rfi_wide_format.columns[column].name,
				 SPAN_A(row->key[at]));
		put(b);
	}
}

/* Adds "gas meter Landis+Gyr G370 03.00.01.61"; false if there is none. */
static bool add_model(struct builder *b, const struct tally_row *row,
		      enum device d)
{
	const size_t before = b->words.n;
	bool some = false;

	buf_addf(&b->words, "%s", device_words(d));
	for (unsigned i = 0; i < 3; i++) {
		const uint32_t at = tally_column(b->t,
			rfi_column(d, device_model_parts[i]));

		if (at == TABLE_ABSENT || !is_variant(row->key[at]))
			continue;
		buf_addf(&b->words, " " SPAN_F, SPAN_A(row->key[at]));
		some = true;
	}
	if (!some)
		b->words.n = before;
	return some;
}

static void put_models(struct builder *b, const struct tally_row *row)
{
	for (unsigned d = 0; d < DEVICES; d++) {
		buf_clear(&b->words);
		if (add_model(b, row, (enum device)d))
			put(b);
	}
}

static void put_pairs(struct builder *b, const struct tally_row *row)
{
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned o = d + 1; o < DEVICES; o++) {
			buf_clear(&b->words);
			if (!add_model(b, row, (enum device)d))
				break;
			buf_add(&b->words, SPAN(" with "));
			if (add_model(b, row, (enum device)o))
				put(b);
		}
	}
}

void variants_init(struct variants *v, const struct tally *t,
		   const struct policy *policy, enum policy_cover kind)
{
	struct builder b = { v, t, policy, BUF_INIT };

	memset(v, 0, sizeof(*v));
	v->rows = (uint32_t)tally_count(t, IN_SCOPE);
	v->first = mem_array(v->rows + 1, sizeof(*v->first));
	for (uint32_t r = 0; r < v->rows; r++) {
		v->first[r] = v->item.n;
		if (kind == POLICY_COVER_HARDWARE)
			put_hardware(&b, &t->rows.v[r]);
		else if (kind == POLICY_COVER_MODEL)
			put_models(&b, &t->rows.v[r]);
		else if (kind == POLICY_COVER_PAIR)
			put_pairs(&b, &t->rows.v[r]);
	}
	v->first[v->rows] = v->item.n;
	v->count = v->names.count;
	buf_release(&b.words);
}

struct span variants_name(const struct variants *v, uint32_t variant)
{
	return intern_get(&v->names, variant);
}

void variants_release(struct variants *v)
{
	mem_free(v->first);
	vec_release(&v->item);
	vec_release(&v->carriers);
	intern_release(&v->names);
}
