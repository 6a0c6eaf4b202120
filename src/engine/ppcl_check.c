/* Each check is a set of keys and what stood first under each. */
#include "engine/ppcl_check.h"

#include "engine/canon.h"
#include "engine/ppcl_key.h"
#include "model/codes.h"
#include "model/version.h"

struct checker {
	const struct release *r;
	const char *file;
	struct diag *d;
	struct buf key;
};

struct spellings {
	VEC(size_t) first;		/* by version: the first row with it */
	struct intern versions;		/* device model and version */
	struct intern seen;		/* cells as they stand */
};

static void find(const struct checker *k, enum code code,
		 const struct release_row *row, unsigned column,
		 const char *text, struct span id)
{
	code_find(k->d, code, &(struct code_place){ .file = k->file,
		.line = row->line, .position = column + 1,
		.column = ppcl_format.columns[column].name,
		.value = &row->cell[column] }, "%s" SPAN_F, text, SPAN_A(id));
}

static bool check_ids(struct checker *k)
{
	struct ppcl_index ids;
	bool ok = true;

	if (release_numbers_rise(k->r))
		return true;
	ppcl_index_init(&ids, k->r, PPCL_BIT(PPCL_PPC_ID), NULL);
	for (uint32_t i = 0; i < ids.keys.count; i++) {
		size_t row = ids.first.v[i];

		while ((row = ppcl_index_next(&ids, row)) != PPCL_NO_ROW) {
			find(k, PPCL011, &k->r->rows.v[row], PPCL_PPC_ID,
			     "stands in this release already", SPAN_EMPTY);
			ok = false;
		}
	}
	ppcl_index_release(&ids);
	return ok;
}

static void check_combinations(struct checker *k)
{
	struct ppcl_index keys;

	ppcl_index_init(&keys, k->r, PPCL_KEY_MIGRATION & k->r->stated, NULL);
	for (uint32_t i = 0; i < keys.keys.count; i++) {
		const size_t first = keys.first.v[i];
		size_t row = first;

		while ((row = ppcl_index_next(&keys, row)) != PPCL_NO_ROW)
			find(k, PPCL034, &k->r->rows.v[row], PPCL_PPC_ID,
			     "is the same combination as ",
			     k->r->rows.v[first].cell[PPCL_PPC_ID]);
	}
	ppcl_index_release(&keys);
}

/* The number under which key is known, and whether it is new. */
static uint32_t put(struct checker *k, struct intern *set, bool *fresh)
{
	const uint32_t id = intern_put(set, buf_span(&k->key), fresh);

	buf_clear(&k->key);
	return id;
}

static void check_images(struct checker *k)
{
	struct intern models = INTERN_INIT;
	VEC(size_t) first = VEC_INIT;
	bool fresh;

	for (size_t i = 0; i < k->r->rows.n; i++) {
		const struct release_row *row = &k->r->rows.v[i];
		const struct release_row *other;
		const struct span fw = row->cell[PPCL_ESME_FW_VERSION];
		uint32_t id;

		if (fw.n == 0 || version_is_tbc(fw) ||
		    span_eq_nocase(fw, SPAN("NONE")))
			continue;
		ppcl_key_add(&k->key, row, PPCL_BIT(PPCL_ESME_MANUFACTURER) |
					   PPCL_BIT(PPCL_ESME_MODEL));
		id = put(k, &models, &fresh);
		while (first.n <= id)
			vec_push(&first, i);
		other = &k->r->rows.v[first.v[id]];
		if (ppcl_same(PPCL_ESME_FW_VERSION, fw,
			      other->cell[PPCL_ESME_FW_VERSION]))
			continue;
		code_find(k->d, PPCL024, &(struct code_place){
			.file = k->file, .line = row->line,
			.position = PPCL_ESME_FW_VERSION + 1,
			.column = "esme_fw_version", .value = &fw },
			"of " SPAN_F " is another image for " SPAN_F
			" than '" SPAN_F "' of " SPAN_F
			"; one is expected for each hardware mark",
			SPAN_A(row->cell[PPCL_PPC_ID]),
			SPAN_A(row->cell[PPCL_ESME_MODEL]),
			SPAN_A(other->cell[PPCL_ESME_FW_VERSION]),
			SPAN_A(other->cell[PPCL_PPC_ID]));
	}
	vec_release(&first);
	intern_release(&models);
}

/* Few cells are distinct: a cell seen before is not looked at again. */
static void check_spelling(struct checker *k, size_t i, unsigned c,
			   struct spellings *s)
{
	const struct release_row *row = &k->r->rows.v[i];
	const unsigned at = c + RELEASE_FIRMWARE;
	const struct span fw = row->cell[at];
	struct span first;
	uint32_t id;
	bool fresh;

	if (!version_is_dotted(fw))
		return;
	buf_add_char(&k->key, (char)('0' + c));
	for (unsigned p = 0; p < RELEASE_PARTS; p++) {
		buf_add_char(&k->key, '\n');
		buf_add(&k->key, row->cell[c + p]);
	}
	put(k, &s->seen, &fresh);
	if (!fresh)
		return;
	buf_addf(&k->key, "%u", c);
	ppcl_key_add(&k->key, row, PPCL_BIT(c) | PPCL_BIT(c + 1) |
				   PPCL_BIT(c + 2));
	id = put(k, &s->versions, &fresh);
	if (fresh)
		vec_push(&s->first, i);
	first = k->r->rows.v[s->first.v[id]].cell[at];
	if (span_eq(fw, first))
		return;
	code_find(k->d, PPCL025, &(struct code_place){ .file = k->file,
		.line = row->line, .position = at + 1,
		.column = ppcl_format.columns[at].name, .value = &fw },
		"is '" SPAN_F "' in another spelling",
		SPAN_A(first));
}

static void check_spellings(struct checker *k)
{
	struct spellings s = { VEC_INIT, INTERN_INIT, INTERN_INIT };

	for (size_t i = 0; i < k->r->rows.n; i++) {
		for (unsigned d = 0; d < DEVICES; d++)
			check_spelling(k, i,
				       release_column((enum device)d, 0), &s);
	}
	vec_release(&s.first);
	intern_release(&s.seen);
	intern_release(&s.versions);
}

bool ppcl_check(const struct release *r, const char *file,
		enum ppcl_check_what what, struct diag *d)
{
	struct checker k = { r, file, d, BUF_INIT };
	const bool ok = check_ids(&k);

	if (what == PPCL_CHECK_ALL) {
		check_combinations(&k);
		check_images(&k);
		check_spellings(&k);
	}
	buf_release(&k.key);
	return ok;
}
