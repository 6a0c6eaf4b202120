/*
 * ppcl: releases made up at random obey the laws (a patch gives the new
 * release to the byte; order does not matter; a release does not differ from
 * itself), and small ones show each rule.
 *
 * SMETS1_LONG=1 runs 10,000 pairs instead of 300. PPCL_SEED=N starts
 * elsewhere.
 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "engine/ppcl_check.h"
#include "engine/ppcl_evidence.h"
#include "engine/ppcl_make.h"
#include "engine/ppcl_merge.h"
#include "engine/ppcl_patch.h"
#include "engine/ppcl_rules.h"
#include "file/ppcl_out.h"
#include "model/codes.h"

static uint64_t rng_state;

static uint32_t rng(uint32_t below)
{
	uint64_t z = rng_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return (uint32_t)((z >> 32) % below);
}

static int seed(int few, int many)
{
	const char *s = getenv("PPCL_SEED"), *l = getenv("SMETS1_LONG");

	rng_state = s ? strtoull(s, NULL, 10) : 20191104;
	printf("ppcl: PPCL_SEED=%" PRIu64 "\n", rng_state);
	return l && strcmp(l, "1") == 0 ? many : few;
}

/* ---- releases at random ------------------------------------------------- */

static struct span value(struct release *r, unsigned column)
{
	static const char *const texts[] = {
		"", "TBC", "TBC \xe2\x81\xb4", "NONE", "2.1.12", "2.01.12",
		"2.2.7", "G370", "g370", "E470 (MK1)", "E470(MK1)", "a,\"b\"",
		"\xc3\xa9\n", "=1+1", " ", "x y",
	};

	if (column == PPCL_SHARE_PERCENT)
		return arena_printf(&r->arena, "%u.%02u", rng(30), rng(100));
	return span_of(texts[rng(sizeof(texts) / sizeof(texts[0]))]);
}

static void add_row(struct release *r, uint64_t number)
{
	static const char *const prefixes[] = { "DMC-", "dmc-", "PPC-" };
	struct release_row *row = vec_add(&r->rows);

	for (unsigned c = 0; c < PPCL_COLUMNS; c++)
		row->cell[c] = release_column_of_list(c) ? SPAN_EMPTY :
			       value(r, c);
	row->ppc_id = arena_printf(&r->arena, "%s%" PRIu64,
				   prefixes[rng(20) < 18 ? 0 : rng(3)],
				   number);
	row->number = number;
}

static void set_list(struct release *r, const char *number)
{
	static const char *const shares[] = { "", "52", "51.95", "51.50" };

	ck_assert(release_set_number(r, span_of(number)));
	r->capability = span_of(rng(4) ? "FOC" : "");
	r->list_share = span_of(shares[rng(4)]);
	r->previous = span_of(rng(2) ? "2.8" : "");
	r->as_of = span_of(rng(2) ? "2019-09-16" : "");
}

static void random_release(struct release *r)
{
	const uint32_t n = rng(9);
	uint64_t id = 0;

	set_list(r, "2.9");
	for (uint32_t i = 0; i < n; i++) {
		id += 1 + rng(3);
		add_row(r, id);
	}
}

/* Another release, near to this one. */
static void mutate(const struct release *from, struct release *to)
{
	uint64_t last = 0;

	set_list(to, "2.10");
	for (size_t i = 0; i < from->rows.n; i++) {
		struct release_row *row;

		last = from->rows.v[i].number;
		if (rng(6) == 0)
			continue;
		vec_push(&to->rows, from->rows.v[i]);
		row = &to->rows.v[to->rows.n - 1];
		for (uint32_t k = rng(4); k > 0; k--) {
			const unsigned c = PPCL_SMSO + rng(PPCL_CAPABILITY -
							   PPCL_SMSO);

			row->cell[c] = value(to, c);
		}
		if (rng(8) == 0) {
			row->number += 100;
			row->ppc_id = arena_printf(&to->arena, "DMC-%" PRIu64,
						   row->number);
		}
	}
	for (uint32_t k = rng(3); k > 0; k--)
		add_row(to, last += 1 + rng(3));
	release_sort(to);
}

static void csv(const struct release *r, struct buf *b)
{
	const struct table_out_options to = { .kind = TABLE_CSV };
	struct buf_sink s;

	buf_sink_init(&s, b);
	ppcl_write(r, NULL, &s.sink, &to);
	buf_addf(b, "%.*s %.*s", SPAN_A(r->previous), SPAN_A(r->as_of));
}

static void check_law(const struct release *a, const struct release *b)
{
	struct release out = RELEASE_INIT;
	struct changes patch = CHANGES_INIT;
	struct diag d = DIAG_INIT;
	struct buf want = BUF_INIT, got = BUF_INIT;

	ppcl_patch_make(a, b, &patch);
	if (patch.v.n > 1)		/* the order of lines is no matter */
		for (size_t i = patch.v.n - 1; i > 0; i--) {
			const size_t j = rng((uint32_t)i + 1);
			const struct change c = patch.v.v[i];

			patch.v.v[i] = patch.v.v[j];
			patch.v.v[j] = c;
		}
	ck_assert(ppcl_patch_apply(a, &patch, "p", &d, &out));
	csv(b, &want);
	csv(&out, &got);
	ck_assert_str_eq(want.p, got.p);
	buf_release(&want);
	buf_release(&got);
	diag_release(&d);
	changes_release(&patch);
	release_release(&out);
}

START_TEST(patch_law)
{
	for (int i = seed(300, 10000); i > 0; i--) {
		struct release a = RELEASE_INIT, b = RELEASE_INIT;

		random_release(&a);
		if (rng(5))
			mutate(&a, &b);
		else
			random_release(&b);
		check_law(&a, &b);
		check_law(&b, &a);
		check_law(&a, &a);
		release_release(&b);
		release_release(&a);
	}
}
END_TEST

/* A release that lost a row or a cell does not take the patch. */
START_TEST(patch_must_fit)
{
	int refused = 0;

	for (int i = seed(100, 1000); i > 0; i--) {
		struct release a = RELEASE_INIT, b = RELEASE_INIT;
		struct release out = RELEASE_INIT;
		struct changes patch = CHANGES_INIT;
		struct diag d = DIAG_INIT;

		random_release(&a);
		mutate(&a, &b);
		ppcl_patch_make(&a, &b, &patch);
		ck_assert(ppcl_patch_apply(&a, &patch, "p", &d, &out));
		release_release(&out);
		out = (struct release)RELEASE_INIT;
		a.rows.n = 0;
		if (!ppcl_patch_apply(&a, &patch, "p", &d, &out)) {
			ck_assert_uint_gt(d.count[DIAG_ERROR], 0);
			refused++;
		}
		diag_release(&d);
		changes_release(&patch);
		release_release(&out);
		release_release(&b);
		release_release(&a);
	}
	ck_assert_int_gt(refused, 50);
}
END_TEST

static void shuffle(struct release *r)
{
	for (size_t i = r->rows.n; i > 1; i--) {
		const size_t j = rng((uint32_t)i);
		const struct release_row row = r->rows.v[i - 1];

		r->rows.v[i - 1] = r->rows.v[j];
		r->rows.v[j] = row;
	}
}

START_TEST(order_is_no_difference)
{
	for (int i = seed(300, 3000); i > 0; i--) {
		struct release a = RELEASE_INIT;
		struct changes c = CHANGES_INIT;
		struct release b;

		random_release(&a);
		release_sort(&a);
		b = a;
		b.rows.v = NULL;
		b.rows.n = b.rows.cap = 0;
		for (size_t k = 0; k < a.rows.n; k++)
			vec_push(&b.rows, a.rows.v[k]);
		shuffle(&b);
		release_sort(&b);
		ppcl_diff(&a, &b, &c);
		ck_assert_uint_eq(c.v.n, 0);
		vec_release(&b.rows);
		changes_release(&c);
		release_release(&a);
	}
}
END_TEST

/* ---- the list of 2019 ---------------------------------------------------- */

static const char *const published[5][10] = {
	{ "DMC-1", "SMSO-1", "DF", "SEAP-2000-V", "2.1.12", "E470 (MK1)",
	  "G370", "03.00.01.61", "PCK-BB-001", "2.2.1.9.0" },
	{ "DMC-2", "SMSO-1", "DF", "SEAP-2000-V", "2.1.12", "E470 (MK1)",
	  "G470 (MK1)", "03.02.01.63", "PCK-BB-001", "2.2.1.9.0" },
	{ "DMC-3", "SMSO-1", "DF", "SEAP-2001-V", "2.2.7", "E470 (MK1)",
	  "G370", "03.00.01.61", "PCK-BB-001", "2.2.1.9.0" },
	{ "DMC-4", "SMSO-1", "DF", "SEAP-2001-V", "2.2.8", "E470 (MK2)",
	  "G470 (MK2)", "03.03.01.61", "PCK-BB-001", "2.7.1.9.0" },
	{ "DMC-5", "SMSO-2", "DF", "SEAP-2001-V", "2.2.8", "E470 (MK1)",
	  "G470 (MK1)", "03.02.01.68", "DUET II", "2.0.1.9.61" },
};

static void the_list(struct release *r, const char *number)
{
	static const unsigned columns[] = {
		PPCL_PPC_ID, PPCL_SMSO, PPCL_FUEL_TYPE, PPCL_CH_MODEL,
		PPCL_CH_FW_VERSION, PPCL_ESME_MODEL, PPCL_GSME_MODEL,
		PPCL_GSME_FW_VERSION, PPCL_PPMID_MODEL,
		PPCL_PPMID_FW_VERSION,
	};

	ck_assert(release_set_number(r, span_of(number)));
	for (size_t i = 0; i < 5; i++) {
		struct release_row *row = vec_add(&r->rows);

		for (unsigned c = 0; c < PPCL_COLUMNS; c++)
			row->cell[c] = SPAN_EMPTY;
		for (size_t k = 0; k < 10; k++)
			row->cell[columns[k]] = span_of(published[i][k]);
		row->cell[PPCL_ESME_MANUFACTURER] = SPAN("Landis+Gyr");
		row->cell[PPCL_GSME_MANUFACTURER] = SPAN("Landis+Gyr");
		row->cell[PPCL_PPMID_MANUFACTURER] = SPAN("GEO");
		row->cell[PPCL_ESME_FW_VERSION] = SPAN("TBC");
		row->number = i + 1;
	}
}

static const struct {
	size_t row;
	unsigned column;
	const char *to;
	enum change_class class;
	unsigned consequence;
} cells[] = {
	{ 2, PPCL_CH_FW_VERSION, "2.2.8", CHANGE_FW_CHANGED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS },
	{ 2, PPCL_CH_FW_VERSION, "02.2.07", CHANGE_LABEL_ONLY, 0 },
	{ 2, PPCL_CH_FW_VERSION, "TBC", CHANGE_FW_REOPENED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS },
	{ 0, PPCL_GSME_FW_VERSION, "3.0.1.61", CHANGE_LABEL_ONLY, 0 },
	{ 0, PPCL_GSME_FW_VERSION, "03.00.01.62", CHANGE_FW_CHANGED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS },
	{ 0, PPCL_ESME_FW_VERSION, "24.01.10.00", CHANGE_FW_RESOLVED,
	  OBLIGES_NOTIFY },
	{ 0, PPCL_ESME_FW_VERSION, "TBC\xe2\x81\xb6", CHANGE_LABEL_ONLY, 0 },
	{ 0, PPCL_ESME_MODEL, "E470 (MK2)", CHANGE_HW_CHANGED,
	  OBLIGES_NOTIFY | OBLIGES_VOIDS | OBLIGES_ERROR },
	{ 0, PPCL_ESME_MODEL, "e470(MK1)", CHANGE_LABEL_ONLY, 0 },
	{ 0, PPCL_CH_MODEL, "SEAP-2001-V", CHANGE_HW_CHANGED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS | OBLIGES_ERROR },
	{ 0, PPCL_CH_MANUFACTURER, "Trilliant", CHANGE_LABEL_ONLY, 0 },
	{ 0, PPCL_GSME_MANUFACTURER, "EDMI", CHANGE_HW_CHANGED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS | OBLIGES_ERROR },
	{ 4, PPCL_PPMID_MODEL, "PCK-BB-001", CHANGE_PPMID_SWAPPED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS },
	{ 4, PPCL_PPMID_FW_VERSION, "2.0.1.9.62", CHANGE_FW_CHANGED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS },
	{ 4, PPCL_SMSO, "SMSO-1", CHANGE_HW_CHANGED,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS | OBLIGES_ERROR },
	{ 4, PPCL_WAN_PROVIDER, "VODAFONE", CHANGE_LABEL_ONLY, 0 },
	{ 4, PPCL_SHARE_PERCENT, "9.99", CHANGE_SHARE_CHANGED, 0 },
	{ 4, PPCL_ENTRY_HOLD, "later", CHANGE_LABEL_ONLY, 0 },
	{ 4, PPCL_NOTE, "say", CHANGE_LABEL_ONLY, 0 },
};

START_TEST(class_of_a_cell)
{
	struct release a = RELEASE_INIT, b = RELEASE_INIT;
	struct changes c = CHANGES_INIT;

	the_list(&a, "2.10");
	the_list(&b, "2.11");
	b.rows.v[cells[_i].row].cell[cells[_i].column] =
		span_of(cells[_i].to);
	ppcl_diff(&a, &b, &c);
	ck_assert_uint_eq(c.v.n, 1);
	ck_assert_uint_eq(c.v.v[0].column, cells[_i].column);
	ck_assert_str_eq(change_name(c.v.v[0].class),
			 change_name(cells[_i].class));
	ck_assert_uint_eq(c.v.v[0].consequence, cells[_i].consequence);
	ck_assert(span_eq(c.v.v[0].ppc_id,
			  a.rows.v[cells[_i].row].ppc_id));
	changes_release(&c);
	release_release(&a);
	release_release(&b);
}
END_TEST

START_TEST(every_change_has_a_rule)
{
	for (unsigned class = 0; class < CHANGES; class++) {
		for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
			enum device d;
			unsigned part;

			/* only devices have firmware */
			if (class >= CHANGE_FW_RESOLVED &&
			    class <= CHANGE_FW_REOPENED &&
			    !release_column_device(c, &d, &part))
				continue;
			ck_assert_ptr_nonnull(ppcl_rule_for(
				(enum change_class)class, c));
		}
	}
}
END_TEST

START_TEST(not_stated_is_no_difference)
{
	struct release a = RELEASE_INIT, b = RELEASE_INIT;
	struct changes c = CHANGES_INIT;

	the_list(&a, "2.10");
	the_list(&b, "2.10");
	for (size_t i = 0; i < 5; i++)
		b.rows.v[i].smso = b.rows.v[i].fuel_type = SPAN_EMPTY;
	b.stated &= ~(PPCL_BIT(PPCL_SMSO) | PPCL_BIT(PPCL_FUEL_TYPE));
	ppcl_diff(&a, &b, &c);
	ck_assert_uint_eq(c.v.n, 0);
	changes_release(&c);
	release_release(&a);
	release_release(&b);
}
END_TEST

START_TEST(renumbered_by_key)
{
	struct release a = RELEASE_INIT, b = RELEASE_INIT;
	struct changes c = CHANGES_INIT;

	the_list(&a, "2.10");
	the_list(&b, "2.11");
	b.rows.v[1].ppc_id = SPAN("DMC-7");
	b.rows.v[1].number = 7;
	release_sort(&b);
	ppcl_diff(&a, &b, &c);
	ck_assert_uint_eq(c.v.n, 1);
	ck_assert_uint_eq(c.v.v[0].class, CHANGE_RENUMBERED);
	ck_assert(span_eq(c.v.v[0].old_ppc_id, SPAN("DMC-2")));
	ck_assert_uint_eq(c.v.v[0].consequence, 0);
	changes_release(&c);
	release_release(&a);
	release_release(&b);
}
END_TEST

/* ---- making -------------------------------------------------------------- */

static uint64_t found(const struct diag *d, const char *code)
{
	uint64_t n = 0;

	for (size_t i = 0; i < d->found.n; i++)
		n += strcmp(d->found.v[i].code, code) == 0;
	return n;
}

static void pick_list(struct picks *p)
{
	the_list(&p->rows, "0.1");
	for (size_t i = 0; i < 5; i++) {
		vec_add(&p->pick)->selected = true;
		p->pick.v[i].cumulative = SPAN_EMPTY;
	}
}

static void make(const struct picks *p, const struct release *previous,
		 const struct firmware_register *reg, int32_t as_of,
		 struct diag *d, struct release *r)
{
	const struct ppcl_make m = { p, previous, "old", reg, as_of, d };

	ppcl_make(&m, r);
}

/* Ranks of the day renumber a selection; the release keeps its ids. */
START_TEST(ids_are_kept)
{
	struct release old = RELEASE_INIT, r = RELEASE_INIT;
	struct picks p = PICKS_INIT;
	struct diag d = DIAG_INIT;
	struct span id;

	the_list(&old, "2.10");
	old.last_id = 8;
	pick_list(&p);
	id = p.rows.rows.v[0].ppc_id;
	p.rows.rows.v[0].ppc_id = p.rows.rows.v[1].ppc_id;
	p.rows.rows.v[1].ppc_id = id;
	p.rows.rows.v[2].cell[PPCL_CH_FW_VERSION] = SPAN("2.2.9");
	p.rows.rows.v[4].cell[PPCL_PPMID_MODEL] = SPAN("TRIO");
	release_set_number(&r, SPAN("2.11"));
	make(&p, &old, NULL, DATE_NONE, &d, &r);
	ck_assert_uint_eq(r.rows.n, 5);
	for (size_t i = 0; i < 4; i++) {
		ck_assert(span_eq(r.rows.v[i].ppc_id, old.rows.v[i].ppc_id));
		ck_assert(span_eq(r.rows.v[i].cell[PPCL_GSME_MODEL],
				  old.rows.v[i].cell[PPCL_GSME_MODEL]));
	}
	ck_assert(span_eq(r.rows.v[4].ppc_id, SPAN("DMC-9")));
	ck_assert_uint_eq(r.last_id, 9);
	ck_assert_uint_eq(found(&d, "PPCL021"), 1);
	ck_assert_uint_eq(found(&d, "PPCL028"), 1);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 0);
	diag_release(&d);
	release_release(&r);
	release_release(&old);
	picks_release(&p);
}
END_TEST

static void image(struct firmware_register *reg, const char *model,
		  const char *smso, const char *version, bool final,
		  int32_t from)
{
	struct firmware_image *i = vec_add(&reg->images);

	i->device = DEVICE_ESME;
	i->manufacturer = SPAN("LANDIS+GYR");
	i->model = span_of(model);
	i->smso = span_of(smso);
	i->fw_version = span_of(version);
	i->final = final;
	i->from = from;
	i->line = reg->images.n + 1;
}

static const struct {
	bool final1, final2;
	const char *smso2;
	int32_t from1, from2, as_of;
	const char *dmc1, *dmc5;	/* firmware they take */
	uint64_t errors;
} choices[] = {
	{ false, false, "", 10, 20, DATE_NONE, "2.0", "2.0", 0 },
	{ false, false, "", 10, 20, 15, "1.0", "1.0", 0 },
	{ true, false, "", 10, 20, 30, "1.0", "1.0", 0 },
	{ false, true, "", 20, 10, 30, "2.0", "2.0", 0 },
	{ false, false, "SMSO-2", 20, 10, 30, "1.0", "2.0", 0 },
	{ true, false, "SMSO-2", 20, 10, 30, "1.0", "1.0", 0 },
	{ false, false, "", 10, 20, 5, "TBC", "TBC", 0 },
	{ false, false, "", DATE_NONE, 20, 15, "1.0", "1.0", 0 },
	{ false, false, "", 10, 10, 15, "1.0", "1.0", 2 },
};

START_TEST(image_that_is_taken)
{
	struct firmware_register reg = FIRMWARE_REGISTER_INIT;
	struct release r = RELEASE_INIT;
	struct picks p = PICKS_INIT;
	struct diag d = DIAG_INIT;

	reg.file = "reg";
	image(&reg, "E470(MK1)", "", "1.0", choices[_i].final1,
	      choices[_i].from1);
	image(&reg, "e470 (mk1)", choices[_i].smso2, "2.0",
	      choices[_i].final2, choices[_i].from2);
	pick_list(&p);
	release_set_number(&r, SPAN("2.10"));
	make(&p, NULL, &reg, choices[_i].as_of, &d, &r);
	ck_assert(span_eq(r.rows.v[0].cell[PPCL_ESME_FW_VERSION],
			  span_of(choices[_i].dmc1)));
	ck_assert(span_eq(r.rows.v[4].cell[PPCL_ESME_FW_VERSION],
			  span_of(choices[_i].dmc5)));
	ck_assert(span_eq(r.rows.v[3].cell[PPCL_ESME_FW_VERSION],
			  SPAN("TBC")));
	ck_assert_uint_eq(found(&d, "PPCL026"), choices[_i].errors);
	ck_assert_uint_eq(found(&d, "PPCL024"),
			  strcmp(choices[_i].dmc1, choices[_i].dmc5) != 0);
	diag_release(&d);
	release_release(&r);
	picks_release(&p);
	firmware_register_release(&reg);
}
END_TEST

/* Final stays final, whoever says so: the register or the release before. */
START_TEST(final_stays_final)
{
	for (int by_release = 0; by_release < 2; by_release++) {
		for (int open = 0; open < 2; open++) {
			struct firmware_register reg = FIRMWARE_REGISTER_INIT;
			struct release old = RELEASE_INIT, r = RELEASE_INIT;
			struct picks p = PICKS_INIT;
			struct diag d = DIAG_INIT;

			reg.file = "reg";
			image(&reg, "E470 (MK1)", "", "1.0", true, 10);
			pick_list(&p);
			release_set_number(&old, SPAN("2.10"));
			make(&p, NULL, &reg, 20, &d, &old);
			ck_assert_uint_eq(d.count[DIAG_ERROR], 0);
			if (!by_release)
				vec_release(&old.images);
			reg.images.v[0].final = !by_release;
			if (!by_release)
				image(&reg, "E470 (MK1)", "SMSO-9", "2.0",
				      false, 11);
			release_set_number(&r, SPAN("2.11"));
			make(&p, &old, open && by_release ? NULL : &reg, 20,
			     &d, &r);
			ck_assert_uint_eq(found(&d, "PPCL022"),
					  by_release ? 4 : 0);
			diag_release(&d);
			release_release(&r);
			release_release(&old);
			picks_release(&p);
			firmware_register_release(&reg);
		}
	}
}
END_TEST

START_TEST(number_must_rise)
{
	static const char *const numbers[] = { "2.9", "2.10", "1.99", "2.11",
					       "3.0" };

	for (size_t i = 0; i < 5; i++) {
		struct release old = RELEASE_INIT, r = RELEASE_INIT;
		struct picks p = PICKS_INIT;
		struct diag d = DIAG_INIT;

		the_list(&old, "2.10");
		pick_list(&p);
		release_set_number(&r, span_of(numbers[i]));
		make(&p, &old, NULL, DATE_NONE, &d, &r);
		ck_assert_uint_eq(found(&d, "PPCL019"), i < 3);
		diag_release(&d);
		release_release(&r);
		release_release(&old);
		picks_release(&p);
	}
}
END_TEST

START_TEST(share_from_counts)
{
	struct release r = RELEASE_INIT;
	struct picks p = PICKS_INIT;
	struct diag d = DIAG_INIT;
	struct arena a = ARENA_INIT;
	bool exact;

	pick_list(&p);
	p.counts = true;
	p.in_scope = 100000;
	for (size_t i = 0; i < 5; i++)
		p.pick.v[i].count = i ? 10000 : 11496;
	release_set_number(&r, SPAN("2.10"));
	make(&p, NULL, NULL, DATE_NONE, &d, &r);
	/* 51.496: rounding 51.50 again would make it 52 */
	ck_assert(span_eq(r.list_share, SPAN("51.50")));
	ck_assert(span_eq(release_share_whole(&r, &a, &exact), SPAN("51")));
	ck_assert(exact);
	r.list_share_whole = SPAN_EMPTY;
	ck_assert(span_eq(release_share_whole(&r, &a, &exact), SPAN("52")));
	ck_assert(!exact);
	arena_release(&a);
	diag_release(&d);
	release_release(&r);
	picks_release(&p);
}
END_TEST

/* ---- the rest ------------------------------------------------------------ */

START_TEST(holds_together)
{
	struct release r = RELEASE_INIT;
	struct diag d = DIAG_INIT;

	the_list(&r, "2.10");
	ck_assert(ppcl_check(&r, "f", PPCL_CHECK_ALL, &d));
	ck_assert_uint_eq(d.found.n, 0);
	r.rows.v[0].cell[PPCL_ESME_FW_VERSION] = SPAN("24.01.10.00");
	r.rows.v[4].cell[PPCL_ESME_FW_VERSION] = SPAN("24.1.10.0");
	r.rows.v[1].cell[PPCL_ESME_FW_VERSION] = SPAN("24.01.11.00");
	r.rows.v[3] = r.rows.v[2];
	r.rows.v[3].ppc_id = SPAN("dmc-5");
	ck_assert(!ppcl_check(&r, "f", PPCL_CHECK_ALL, &d));
	ck_assert_uint_eq(found(&d, "PPCL011"), 1);
	ck_assert_uint_eq(found(&d, "PPCL024"), 1);
	ck_assert_uint_eq(found(&d, "PPCL025"), 1);
	ck_assert_uint_eq(found(&d, "PPCL034"), 1);
	diag_release(&d);
	release_release(&r);
}
END_TEST

static void result(struct results *r, const char *id, const char *name,
		   const char *release, const char *hub, const char *void_by)
{
	struct span *cell = arena_zero(&r->arena, RESULT_COLUMNS,
				       sizeof(*cell));
	struct result_row *row = vec_add(&r->rows);

	for (unsigned c = 0; c < RESULT_COLUMNS; c++)
		cell[c] = SPAN_EMPTY;
	cell[RESULT_PPC_ID] = span_of(id);
	cell[RESULT_CASE_ID] = span_of(name);
	cell[RESULT_RELEASE] = span_of(release);
	cell[RESULT_CH_FW_VERSION] = span_of(hub);
	cell[RESULT_VOIDED_BY] = span_of(void_by);
	row->cell = cell;
}

START_TEST(evidence_of_one_row)
{
	struct release a = RELEASE_INIT, b = RELEASE_INIT;
	struct changes c = CHANGES_INIT;
	struct results r = RESULTS_INIT;
	struct voided v = VOIDED_INIT;

	the_list(&a, "2.10");
	the_list(&b, "2.11");
	b.rows.v[2].cell[PPCL_CH_FW_VERSION] = SPAN("2.2.8");
	result(&r, "DMC-3", "d", "2.10", "", "");
	result(&r, "DMC-3", "a", "2.10", "2.2.7", "");
	result(&r, "DMC-3", "b", "2.11", "2.2.8", "");
	result(&r, "DMC-3", "c", "2.9", "2.2.6", "");
	result(&r, "DMC-3", "e", "2.10", "2.2.7", "PPCL 2.10");
	result(&r, "DMC-5", "f", "2.10", "2.2.8", "");
	result(&r, "DMC-3", "g", "2.10", "02.02.08", "");
	ppcl_diff(&a, &b, &c);
	ppcl_evidence(&c, &b, &r, &v);
	ck_assert_uint_eq(v.v.n, 3);
	ck_assert_uint_eq(v.already, 1);
	ck_assert(span_eq(v.v.v[0].result->cell[RESULT_CASE_ID], SPAN("a")));
	ck_assert(span_eq(v.v.v[1].result->cell[RESULT_CASE_ID], SPAN("c")));
	ck_assert(span_eq(v.v.v[2].result->cell[RESULT_CASE_ID], SPAN("d")));
	ck_assert_uint_eq(voided_count(&v, SPAN("DMC-3")), 3);
	voided_release(&v);
	results_release(&r);
	changes_release(&c);
	release_release(&a);
	release_release(&b);
}
END_TEST

START_TEST(branches)
{
	struct release base = RELEASE_INIT, a = RELEASE_INIT;
	struct release b = RELEASE_INIT;
	struct conflicts c = CONFLICTS_INIT;

	the_list(&base, "2.10");
	the_list(&a, "2.11");
	the_list(&b, "2.11");
	/* the same by both; spelled otherwise; by one; against each other */
	a.rows.v[0].cell[PPCL_ESME_FW_VERSION] = SPAN("24.01.10.00");
	b.rows.v[0].cell[PPCL_ESME_FW_VERSION] = SPAN("24.1.10.0");
	a.rows.v[1].cell[PPCL_ESME_FW_VERSION] = SPAN("24.01.10.00");
	a.rows.v[2].cell[PPCL_CH_FW_VERSION] = SPAN("2.2.8");
	b.rows.v[2].cell[PPCL_CH_FW_VERSION] = SPAN("2.2.9");
	a.rows.v[4].cell[PPCL_CH_FW_VERSION] = SPAN("2.2.9");
	b.rows.n = 4;
	ppcl_merge(&base, &a, &b, &c);
	ck_assert_uint_eq(c.v.n, 2);
	ck_assert_uint_eq(c.v.v[0].kind, CONFLICT_CELL);
	ck_assert(span_eq(c.v.v[0].ppc_id, SPAN("DMC-3")));
	ck_assert_uint_eq(c.v.v[1].kind, CONFLICT_REMOVED_CHANGED);
	ck_assert(span_eq(c.v.v[1].ppc_id, SPAN("DMC-5")));
	conflicts_release(&c);
	release_release(&a);
	release_release(&b);
	release_release(&base);
}
END_TEST

/* Both add DMC-6, for different combinations; and one combination twice. */
START_TEST(branches_that_add)
{
	struct release base = RELEASE_INIT, a = RELEASE_INIT;
	struct release b = RELEASE_INIT;
	struct conflicts c = CONFLICTS_INIT;
	struct release_row row;

	the_list(&base, "2.10");
	the_list(&a, "2.11");
	the_list(&b, "2.11");
	row = base.rows.v[4];
	row.number = 6;
	row.ppc_id = SPAN("DMC-6");
	row.cell[PPCL_PPMID_MODEL] = SPAN("TRIO");
	vec_push(&a.rows, row);
	row.cell[PPCL_PPMID_MODEL] = SPAN("SOLO");
	vec_push(&b.rows, row);
	row.number = 7;
	row.ppc_id = SPAN("DMC-7");
	row.cell[PPCL_PPMID_MODEL] = SPAN("DUO");
	vec_push(&a.rows, row);
	row.number = 8;
	row.ppc_id = SPAN("DMC-8");
	vec_push(&b.rows, row);
	ppcl_merge(&base, &a, &b, &c);
	ck_assert_uint_eq(c.v.n, 2);
	ck_assert_uint_eq(c.v.v[0].kind, CONFLICT_ADDED_TWICE);
	ck_assert_uint_eq(c.v.v[1].kind, CONFLICT_SAME_COMBINATION);
	ck_assert(span_eq(c.v.v[1].a, SPAN("DMC-7")));
	ck_assert(span_eq(c.v.v[1].b, SPAN("DMC-8")));
	conflicts_release(&c);
	release_release(&a);
	release_release(&b);
	release_release(&base);
}
END_TEST

Suite *ppcl_suite(void)
{
	Suite *s = suite_create("ppcl");
	TCase *t = tcase_create("ppcl");

	tcase_add_test(t, patch_law);
	tcase_add_test(t, patch_must_fit);
	tcase_add_test(t, order_is_no_difference);
	tcase_add_loop_test(t, class_of_a_cell, 0,
			    sizeof(cells) / sizeof(cells[0]));
	tcase_add_test(t, every_change_has_a_rule);
	tcase_add_test(t, not_stated_is_no_difference);
	tcase_add_test(t, renumbered_by_key);
	tcase_add_test(t, ids_are_kept);
	tcase_add_loop_test(t, image_that_is_taken, 0,
			    sizeof(choices) / sizeof(choices[0]));
	tcase_add_test(t, final_stays_final);
	tcase_add_test(t, number_must_rise);
	tcase_add_test(t, share_from_counts);
	tcase_add_test(t, holds_together);
	tcase_add_test(t, evidence_of_one_row);
	tcase_add_test(t, branches);
	tcase_add_test(t, branches_that_add);
	suite_add_tcase(s, t);
	return s;
}
