/*
 * select_brute_test.c - the selection against every choice there is
 *
 * Many small random tallies with random conditions: the heaviest choice, the
 * first among equals, the smallest that would do, and the reasons given must
 * be those that trying all subsets finds. What there is to cover is found
 * here once more, in another way than by engine/variants.c.
 */
#include "engine/select.h"

#include <check.h>
#include <inttypes.h>

#include "engine/canon.h"
#include "rows_util.h"

Suite *select_brute_suite(void);

static struct world w;
static struct tally t;
static struct selection s;

static void begin(void)
{
	world_begin(&w);
	t = (struct tally)TALLY_INIT;
}

static void end(void)
{
	tally_release(&t);
	world_end(&w);
	file_end();
}

enum { SMALL = 10, ITEMS = 64 };

struct brute {
	struct intern items;
	uint64_t mask[SMALL];		/* items of each in-scope row */
	uint64_t wanted;		/* items that must be covered */
	bool barred[SMALL];
	uint32_t n;
};

static bool is_something(struct span cell)
{
	return cell.n && !span_eq(cell, SPAN("NONE")) &&
	       !span_eq(cell, SPAN("TBC"));
}

static struct span key_of(uint32_t row, unsigned column)
{
	return t.rows.v[row].key[tally_column(&t, column)];
}

static void add_item(struct brute *b, uint32_t row, const struct buf *item)
{
	const uint32_t id = intern_put(&b->items, buf_span(item), NULL);

	ck_assert_uint_lt(id, ITEMS);
	b->mask[row] |= UINT64_C(1) << id;
	b->wanted |= UINT64_C(1) << id;
}

/* A device with its three cells, in a notation of its own; false: absent. */
static bool add_device(struct buf *to, uint32_t row, unsigned d)
{
	bool some = false;

	buf_addf(to, "%u", d);
	for (unsigned p = 0; p < 3; p++) {
		const struct span cell = key_of(row, rfi_column(
			(enum device)d, device_model_parts[p]));

		some = some || is_something(cell);
		buf_addf(to, "/" SPAN_F, SPAN_A(is_something(cell) ?
						cell : SPAN_EMPTY));
	}
	return some;
}

static void find_items(struct brute *b, uint32_t row)
{
	static const unsigned hardware[] = {
		RFI_CH_MODEL, RFI_ESME_MODEL, RFI_GSME_MODEL,
	};
	struct buf item = BUF_INIT;

	for (unsigned i = 0; i < 3; i++) {
		buf_clear(&item);
		buf_addf(&item, "%u=" SPAN_F, i,
			 SPAN_A(key_of(row, hardware[i])));
		if (w.policy.cover == POLICY_COVER_HARDWARE &&
		    is_something(key_of(row, hardware[i])))
			add_item(b, row, &item);
	}
	for (unsigned d = 0; d < DEVICES; d++) {
		buf_clear(&item);
		if (w.policy.cover == POLICY_COVER_MODEL &&
		    add_device(&item, row, d))
			add_item(b, row, &item);
		for (unsigned o = 0; o < d; o++) {
			bool both;

			buf_clear(&item);
			both = add_device(&item, row, o);
			both = add_device(&item, row, d) && both;
			if (w.policy.cover == POLICY_COVER_PAIR && both)
				add_item(b, row, &item);
		}
	}
	buf_release(&item);
}

static bool matches(uint32_t row, const struct policy_when *when)
{
	for (uint32_t i = 0; i < when->n; i++) {
		if (!canon_eq(key_of(row, when->column[i]), when->value[i]))
			return false;
	}
	return true;
}

static void find_conditions(struct brute *b)
{
	const struct policy *p = &w.policy;
	uint64_t sum = tally_total(&t, IN_SCOPE);

	for (uint32_t r = 0; r < b->n; r++) {
		for (size_t i = 0; i < p->forbid.n; i++)
			b->barred[r] = b->barred[r] ||
				       matches(r, &p->forbid.v[i]);
		if (t.rows.v[r].total * 10000 <
		    p->min_share_hundredths * sum)
			b->barred[r] = true;
	}
	for (size_t i = 0; i < p->require.n; i++) {
		struct buf item = BUF_INIT;
		uint32_t id;

		buf_addf(&item, "require %zu", i);
		id = intern_put(&b->items, buf_span(&item), NULL);
		b->wanted |= UINT64_C(1) << id;
		for (uint32_t r = 0; r < b->n; r++) {
			if (matches(r, &p->require.v[i]))
				b->mask[r] |= UINT64_C(1) << id;
		}
		buf_release(&item);
	}
}

struct best {
	bool feasible;
	uint64_t total;
	uint32_t set;		/* bit r: the in-scope row r */
	uint32_t smallest;	/* of any size; 0: none */
	uint64_t coverable;
};

/* Of two sets of one size: whose sorted list of ranks comes first? */
static bool list_before(uint32_t a, uint32_t b)
{
	const uint32_t differ = a ^ b;

	return differ & (~differ + 1) & a;
}

static struct best try_all(const struct brute *b)
{
	struct best best = { .smallest = 0 };
	uint32_t candidates = 0, k;

	for (uint32_t r = 0; r < b->n; r++) {
		candidates += !b->barred[r];
		best.coverable |= b->barred[r] ? 0 : b->mask[r];
	}
	k = w.policy.top < candidates ? (uint32_t)w.policy.top : candidates;
	for (uint32_t set = 0; set < 1u << b->n; set++) {
		uint64_t has = 0, total = 0;
		uint32_t size = 0;
		bool ok = true;

		for (uint32_t r = 0; r < b->n; r++) {
			if (!(set >> r & 1))
				continue;
			ok = ok && !b->barred[r];
			has |= b->mask[r];
			total += t.rows.v[r].total;
			size++;
		}
		if (!ok || (b->wanted & ~has))
			continue;
		if (!best.smallest || size < best.smallest)
			best.smallest = size;
		if (size != k || (best.feasible && (total < best.total ||
		    (total == best.total && !list_before(set, best.set)))))
			continue;
		best.feasible = true;
		best.total = total;
		best.set = set;
	}
	return best;
}

static uint32_t selected_set(void)
{
	uint32_t set = 0;

	for (uint32_t i = 0; i < s.combinations; i++) {
		if (s.rows.v[i].disposition == SELECTION_SELECTED)
			set |= 1u << i;
	}
	return set;
}

/* Among the first `top` that may be selected: by prevalence. */
static void check_rules(const struct brute *b, unsigned round)
{
	uint64_t place = 0;

	for (uint32_t i = 0; i < b->n; i++) {
		const struct selection_row *r = &s.rows.v[i];
		const bool top = place < w.policy.top;

		ck_assert_int_eq(r->barred, b->barred[i]);
		place += !b->barred[i];
		if (r->disposition != SELECTION_SELECTED)
			continue;
		ck_assert_msg((r->rule == RULE_PREVALENCE) == top,
			      "round %u, rank %u: %s", round, i + 1,
			      selection_rule_name(r->rule));
	}
}

static void random_tally(void)
{
	static const char *const models[] = { "A", "B", "C", "NONE" };
	const uint32_t n = 1 + rng(SMALL), kinds = 2 + rng(3);
	struct buf row = BUF_INIT;

	tally_release(&t);
	tally_start(&t, &w.policy);
	for (uint32_t i = 0; i < n; i++) {
		buf_clear(&row);
		/* the WAN provider only makes keys differ */
		buf_addf(&row, "wan_provider=%u;smso=SMSO-%u;ch_model=%s;"
			 "gsme_model=%s;esme_model=%s;ppmid_model=%s;"
			 "count_active=%u;count_dormant=%u", i, 1 + rng(2),
			 models[rng(kinds)], models[rng(kinds)],
			 models[rng(2)], models[rng(2)], rng(6), rng(3));
		tally_put(&t, row.p);
	}
	tally_put(&t, "disposition=OUT_OF_SCOPE;gsme_model=Z;count_active=9");
	tally_sort(&t);
	buf_release(&row);
}

static void random_policy(enum policy_cover cover)
{
	static const char *const conditions[] = {
		"{}", "{}",
		"{'require': [{'smso': 'smso-2'}]}",
		"{'require': [{'smso': 'SMSO-1', 'ch_model': 'b'},"
		" {'gsme_model': 'A'}]}",
		"{'forbid': [{'gsme_model': 'a', 'esme_model': 'A'}]}",
		"{'forbid': [{'smso': 'SMSO-1', 'ch_model': 'A'}],"
		" 'require': [{'esme_model': 'B'}]}",
		"{'min_share': 7.5}",
	};

	policy_release(&w.policy);
	policy_init(&w.policy);
	world_policy(&w, conditions[rng(COUNT_OF(conditions))]);
	w.policy.cover = cover;
	w.policy.top = rng(SMALL);
}

static void check_against_all(unsigned round)
{
	struct brute b = { .n = (uint32_t)tally_count(&t, IN_SCOPE) };
	struct best best;

	for (uint32_t r = 0; r < b.n; r++)
		find_items(&b, r);
	find_conditions(&b);
	best = try_all(&b);
	select_combinations(&t, &w.policy, &s);
	ck_assert_msg(s.verdict == (best.feasible ? SELECTION_DONE :
						    SELECTION_IMPOSSIBLE),
		      "round %u: verdict %d", round, s.verdict);
	if (best.feasible) {
		ck_assert_msg(s.selected == best.total &&
			      s.objective == best.total &&
			      s.bound == best.total && s.optimal,
			      "round %u: %" PRIu64 ", best %" PRIu64, round,
			      s.selected, best.total);
		ck_assert_msg(selected_set() == best.set,
			      "round %u: set %x, first %x", round,
			      selected_set(), best.set);
		check_rules(&b, round);
	} else if (b.wanted & ~best.coverable) {
		ck_assert_uint_gt(s.missing.n, 0);
		ck_assert_uint_eq(s.smallest_k, 0);
	} else {
		ck_assert_uint_eq(s.missing.n, 0);
		ck_assert_msg(s.smallest_k == best.smallest &&
			      s.smallest_k_proved, "round %u: %" PRIu64,
			      round, s.smallest_k);
	}
	intern_release(&b.items);
}

START_TEST(equals_the_best_of_all_choices)
{
	static const enum policy_cover kinds[] = {
		POLICY_COVER_NONE, POLICY_COVER_HARDWARE, POLICY_COVER_MODEL,
		POLICY_COVER_PAIR,
	};
	unsigned done = 0, impossible = 0;

	seed_of("select", (uint64_t)_i + 1);
	for (unsigned round = 0; round < rounds(150, 3000); round++) {
		random_policy(kinds[_i]);
		random_tally();
		check_against_all(round);
		done += s.verdict == SELECTION_DONE;
		impossible += s.verdict == SELECTION_IMPOSSIBLE;
		selection_release(&s);
	}
	ck_assert_uint_gt(done, 20);
	ck_assert_uint_gt(impossible, 5);
}
END_TEST

Suite *select_brute_suite(void)
{
	Suite *suite = suite_create("select_brute");
	TCase *c = tcase_create("select_brute");

	tcase_set_timeout(c, 600);
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_loop_test(c, equals_the_best_of_all_choices, 0, 4);
	suite_add_tcase(suite, c);
	return suite;
}
