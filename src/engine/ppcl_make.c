/* Take the rows, resolve, name, compare with what went before. */
#include "engine/ppcl_make.h"

#include "base/mem.h"
#include "base/num.h"
#include "engine/ppcl_check.h"
#include "engine/ppcl_firmware.h"
#include "engine/ppcl_match.h"
#include "model/codes.h"
#include "model/version.h"

struct maker {
	const struct ppcl_make *m;
	struct release *r;
	struct ppcl_firmware firmware;
	struct ppcl_match match;
	uint32_t provided;		/* columns, by both releases */
};

static const struct release empty_release = RELEASE_INIT;

static void take_rows(struct maker *k)
{
	const struct picks *p = k->m->picks;

	for (size_t i = 0; i < p->rows.rows.n; i++) {
		const struct release_row *from = &p->rows.rows.v[i];
		struct release_row *to;

		if (!p->pick.v[i].selected)
			continue;
		to = vec_add(&k->r->rows);
		to->number = from->number;
		to->line = from->line;
		for (unsigned c = 0; c < PPCL_COLUMNS; c++)
			to->cell[c] = arena_span(&k->r->arena, from->cell[c]);
	}
	if (k->r->rows.n == 0)
		code_find(k->m->diag, PPCL035, &(struct code_place){
			.file = p->file }, "no row is SELECTED");
	release_sort(k->r);
}

static struct span percent(struct maker *k, uint64_t part, uint64_t whole,
			   unsigned places)
{
	char text[NUM_TEXT];

	return arena_span(&k->r->arena,
			  span_of(num_percent(part, whole, places, text)));
}

static void take_share(struct maker *k)
{
	const struct picks *p = k->m->picks;
	uint64_t sum = 0, most = 0, n;

	k->r->capability = arena_span(&k->r->arena,
		p->rows.capability.n || !k->m->previous ?
		p->rows.capability : k->m->previous->capability);
	k->r->list_share = arena_span(&k->r->arena, p->share);
	k->r->list_share_whole = arena_span(&k->r->arena, p->share_whole);
	for (size_t i = 0; i < p->pick.n; i++) {
		if (p->pick.v[i].selected)
			sum += p->pick.v[i].count;
	}
	if (p->counts && p->in_scope && sum <= p->in_scope) {
		k->r->list_share = percent(k, sum, p->in_scope, 2);
		k->r->list_share_whole = percent(k, sum, p->in_scope, 0);
		return;
	}
	if (k->r->list_share.n)
		return;
	/* the cumulative share of the last row in rank */
	for (size_t i = 0; i < p->pick.n; i++) {
		const struct span c = p->pick.v[i].cumulative;

		if (p->pick.v[i].selected && num_parse_decimal(c, 2, &n) &&
		    n >= most) {
			most = n;
			k->r->list_share = arena_span(&k->r->arena, c);
		}
	}
}

static void resolve(struct maker *k)
{
	for (size_t i = 0; i < k->r->rows.n; i++) {
		struct release_row *row = &k->r->rows.v[i];

		for (unsigned d = 0; d < DEVICES; d++) {
			const unsigned c = release_column((enum device)d,
							  RELEASE_FIRMWARE);
			const struct firmware_image *image;

			if (!version_is_tbc(row->cell[c]))
				continue;
			image = ppcl_firmware_choose(&k->firmware,
						     (enum device)d, row);
			if (image)
				row->cell[c] = arena_span(&k->r->arena,
							  image->fw_version);
		}
	}
}

static void pair(struct maker *k, size_t old, size_t new)
{
	k->match.new_of[old] = new;
	k->match.old_of[new] = old;
}

static bool both_free(const struct maker *k, size_t old, size_t new)
{
	return old != PPCL_NO_ROW && k->match.new_of[old] == PPCL_NO_ROW &&
	       k->match.old_of[new] == PPCL_NO_ROW;
}

/* Passes 1 and 3: the same id, and the same in these columns. */
static void pair_ids(struct maker *k, uint32_t columns)
{
	const struct release *old = k->match.old;
	struct ppcl_index ids;

	ppcl_index_init(&ids, old, PPCL_BIT(PPCL_PPC_ID), NULL);
	for (size_t i = 0; i < k->r->rows.n; i++) {
		const size_t o = ppcl_index_find(&ids, &k->r->rows.v[i]);

		if (both_free(k, o, i) &&
		    ppcl_key_eq(&old->rows.v[o], &k->r->rows.v[i],
				columns & k->provided))
			pair(k, o, i);
	}
	ppcl_index_release(&ids);
}

/* The free row of that key; PPCL_NO_ROW where there is none, or another. */
static size_t only_free(struct ppcl_index *x, const struct release_row *row,
			const size_t *taken)
{
	size_t i = ppcl_index_find(x, row), only = PPCL_NO_ROW;

	for (; i != PPCL_NO_ROW; i = ppcl_index_next(x, i)) {
		if (taken[i] != PPCL_NO_ROW)
			continue;
		if (only != PPCL_NO_ROW)
			return PPCL_NO_ROW;
		only = i;
	}
	return only;
}

/* Pass 2. Only where the key names one row on each side. */
static void pair_keys(struct maker *k, uint32_t columns)
{
	const struct release *old = k->match.old;
	struct ppcl_index there, here;

	ppcl_index_init(&there, old, columns & k->provided, NULL);
	ppcl_index_init(&here, k->r, columns & k->provided, NULL);
	for (size_t i = 0; i < k->r->rows.n; i++) {
		const struct release_row *row = &k->r->rows.v[i];
		const size_t o = only_free(&there, row, k->match.new_of);

		if (both_free(k, o, i) &&
		    only_free(&here, row, k->match.old_of) == i)
			pair(k, o, i);
	}
	ppcl_index_release(&there);
	ppcl_index_release(&here);
}

/* "DMC-" of "DMC-5" */
static struct span prefix_of(const struct release *old)
{
	const struct release_row *row = &old->rows.v[old->rows.n - 1];
	struct span id = row->cell[PPCL_PPC_ID];

	while (id.n && id.p[id.n - 1] >= '0' && id.p[id.n - 1] <= '9')
		id.n--;
	return id;
}

static void suggest(struct maker *k, const struct release_row *row,
		    struct span was)
{
	unsigned away;
	const size_t i = ppcl_match_nearest(&k->match, row, &away);
	struct span near = SPAN_EMPTY;

	if (i != PPCL_NO_ROW)
		near = k->match.old->rows.v[i].cell[PPCL_PPC_ID];
	code_find(k->m->diag, PPCL021, &(struct code_place){
		.file = k->m->picks->file, .line = row->line,
		.column = "ppc_id", .value = &row->cell[PPCL_PPC_ID] },
		"is new ('" SPAN_F "' in the selection)%s" SPAN_F "%s",
		SPAN_A(was), near.n ? "; the nearest that went is '" : "",
		SPAN_A(near), !near.n ? "" :
		away == 1 ? "', one device model away" :
		"', several device models away");
}

static void name_rows(struct maker *k)
{
	const struct release *old = k->match.old;
	const struct span prefix = prefix_of(old);
	uint64_t last = old->last_id;

	for (size_t i = 0; i < old->rows.n; i++) {
		const uint64_t n = old->rows.v[i].number;

		if (n != UINT64_MAX && n > last)
			last = n;
	}
	for (size_t i = 0; i < k->r->rows.n; i++) {
		struct release_row *row = &k->r->rows.v[i];
		const size_t o = k->match.old_of[i];
		const struct span was = row->cell[PPCL_PPC_ID];

		if (o != PPCL_NO_ROW) {
			row->cell[PPCL_PPC_ID] = arena_span(&k->r->arena,
				old->rows.v[o].cell[PPCL_PPC_ID]);
			row->number = old->rows.v[o].number;
			if (row->cell[PPCL_NOTE].n == 0)
				row->cell[PPCL_NOTE] = arena_span(
					&k->r->arena,
					old->rows.v[o].cell[PPCL_NOTE]);
			continue;
		}
		row->number = ++last;
		row->cell[PPCL_PPC_ID] = arena_printf(&k->r->arena,
			SPAN_F "%llu", SPAN_A(prefix),
			(unsigned long long)last);
		suggest(k, row, was);
	}
}

static void keep_ids(struct maker *k)
{
	const uint32_t key = PPCL_KEY_MIGRATION;
	const uint32_t open = key & ~PPCL_BIT(PPCL_ESME_FW_VERSION);

	if (k->match.old->rows.n == 0)
		return;
	pair_ids(k, open);
	pair_keys(k, key);
	pair_keys(k, open);
	pair_ids(k, key & ~PPCL_KEY_FIRMWARE);
	name_rows(k);
}

static bool image_matches(const struct release_image *i, enum device d,
			  const struct release_row *row, struct span version)
{
	const struct span *cell = &row->cell[release_column(d, 0)];

	return i->device == d &&
	       ppcl_same(PPCL_CH_MODEL, i->model, cell[RELEASE_MODEL]) &&
	       ppcl_same(PPCL_CH_MANUFACTURER, i->manufacturer,
			 cell[RELEASE_MAKER]) &&
	       ppcl_same(PPCL_SMSO, i->smso, row->cell[PPCL_SMSO]) &&
	       ppcl_same(PPCL_CH_FW_VERSION, i->fw_version, version);
}

/* Final in the previous release, by its own word or the register's. */
static bool was_final(const struct maker *k, enum device d,
		      const struct release_row *row, struct span version)
{
	const struct release *old = k->match.old;

	for (size_t i = 0; i < old->images.n; i++) {
		if (old->images.v[i].final &&
		    image_matches(&old->images.v[i], d, row, version))
			return true;
	}
	return ppcl_firmware_final(&k->firmware, d, row, version);
}

static void compare_firmware(struct maker *k, enum device d,
			     const struct release_row *old,
			     const struct release_row *row)
{
	const unsigned c = release_column(d, RELEASE_FIRMWARE);
	const struct span was = old->cell[c], now = row->cell[c];
	const struct code_place at = { .file = k->m->picks->file,
		.line = row->line, .column = ppcl_format.columns[c].name,
		.value = &row->cell[PPCL_PPC_ID] };
	const struct firmware_image *image;

	if (was.n == 0 || version_is_tbc(was) ||
	    span_eq_nocase(was, SPAN("NONE")) ||
	    !ppcl_key_eq(old, row, (PPCL_BIT(c - 1) | PPCL_BIT(c - 2)) &
				   k->provided))
		return;
	if (version_is_tbc(now)) {
		if (was_final(k, d, row, was))
			code_find(k->m->diag, PPCL022, &at,
				  "had the final image '" SPAN_F "', which "
				  "may not go back to TBC", SPAN_A(was));
		else
			code_find(k->m->diag, PPCL023, &at,
				  "had '" SPAN_F "' in release " SPAN_F
				  ", and is TBC again", SPAN_A(was),
				  SPAN_A(k->match.old->number));
		return;
	}
	image = ppcl_firmware_choose(&k->firmware, d, row);
	if (image && !image->final &&
	    ppcl_same(c, image->fw_version, now) &&
	    was_final(k, d, row, was))
		code_find(k->m->diag, PPCL022, &at,
			  "had the final image '" SPAN_F "', which may not "
			  "go back to the candidate '" SPAN_F "'",
			  SPAN_A(was), SPAN_A(now));
}

static void compare(struct maker *k)
{
	const struct release *old = k->match.old;

	for (size_t i = 0; i < k->r->rows.n; i++) {
		const size_t o = k->match.old_of[i];

		for (unsigned d = 0; o != PPCL_NO_ROW && d < DEVICES; d++)
			compare_firmware(k, (enum device)d, &old->rows.v[o],
					 &k->r->rows.v[i]);
	}
	for (size_t i = 0; i < old->rows.n; i++) {
		if (k->match.new_of[i] == PPCL_NO_ROW)
			code_find(k->m->diag, PPCL028, &(struct code_place){
				.file = k->m->previous_file,
				.line = old->rows.v[i].line,
				.column = "ppc_id",
				.value = &old->rows.v[i].cell[PPCL_PPC_ID] },
				"is not in the selection; it is not in "
				"release " SPAN_F, SPAN_A(k->r->number));
	}
	if (k->m->previous && release_compare(k->r, old) <= 0)
		code_find(k->m->diag, PPCL019, &(struct code_place){
			.file = k->m->previous_file, .column = "release",
			.value = &old->number }, "is the previous release, "
			"and " SPAN_F " is not higher", SPAN_A(k->r->number));
}

static void note_image(struct maker *k, enum device d,
		       const struct release_row *row,
		       const struct firmware_image *image)
{
	const struct span *cell = &row->cell[release_column(d, 0)];
	struct release_image *to;

	for (size_t i = 0; i < k->r->images.n; i++) {
		if (image_matches(&k->r->images.v[i], d, row,
				  image->fw_version))
			return;
	}
	to = vec_add(&k->r->images);
	to->device = d;
	to->manufacturer = cell[RELEASE_MAKER];
	to->model = cell[RELEASE_MODEL];
	to->smso = row->cell[PPCL_SMSO];
	to->fw_version = cell[RELEASE_FIRMWARE];
	to->final = image->final;
}

/* What the release knows of its images, and what is still open. */
static void note_images(struct maker *k)
{
	for (size_t i = 0; i < k->r->rows.n; i++) {
		const struct release_row *row = &k->r->rows.v[i];

		for (unsigned d = 0; d < DEVICES; d++) {
			const unsigned c = release_column((enum device)d,
							  RELEASE_FIRMWARE);
			const struct firmware_image *image;

			if (version_is_tbc(row->cell[c]) && k->m->reg) {
				code_find(k->m->diag, PPCL027,
					&(struct code_place){
					.file = k->m->picks->file,
					.line = row->line, .column =
					ppcl_format.columns[c].name, .value =
					&row->cell[PPCL_PPC_ID] },
					"is still TBC");
				continue;
			}
			image = ppcl_firmware_choose(&k->firmware,
						     (enum device)d, row);
			if (image && ppcl_same(c, image->fw_version,
					       row->cell[c]))
				note_image(k, (enum device)d, row, image);
		}
	}
}

static void set_last_id(struct maker *k)
{
	k->r->last_id = k->match.old->last_id;
	for (int side = 0; side < 2; side++) {
		const struct release *r = side ? k->match.old : k->r;

		for (size_t i = 0; i < r->rows.n; i++) {
			const uint64_t n = r->rows.v[i].number;

			if (n != UINT64_MAX && n > k->r->last_id)
				k->r->last_id = n;
		}
	}
}

static void match_begin(struct maker *k)
{
	const struct release *old = k->m->previous ? k->m->previous :
						     &empty_release;

	k->match.old = old;
	k->match.new = k->r;
	k->r->stated = k->m->picks->rows.stated;
	k->match.old_of = mem_array(k->r->rows.n + 1, sizeof(size_t));
	k->match.new_of = mem_array(old->rows.n + 1, sizeof(size_t));
	for (size_t i = 0; i < k->r->rows.n; i++)
		k->match.old_of[i] = PPCL_NO_ROW;
	for (size_t i = 0; i < old->rows.n; i++)
		k->match.new_of[i] = PPCL_NO_ROW;
	k->provided = release_provides(old) & release_provides(k->r);
	k->match.provided = k->provided;
}

void ppcl_make(const struct ppcl_make *m, struct release *r)
{
	struct maker k = { .m = m, .r = r };

	if (m->previous)
		r->previous = arena_span(&r->arena, m->previous->number);
	ppcl_firmware_init(&k.firmware, m->reg, m->as_of, m->diag);
	take_rows(&k);
	take_share(&k);
	resolve(&k);
	match_begin(&k);
	keep_ids(&k);
	compare(&k);
	set_last_id(&k);
	note_images(&k);
	ppcl_match_release(&k.match);
	ppcl_firmware_release(&k.firmware);
	r->stated = RELEASE_STATES_ALL;
	release_sort(r);
	ppcl_check(r, m->picks->file, PPCL_CHECK_ALL, m->diag);
}
