/* Shares against one unit at a time, and what must hold of them. */
#include <check.h>

#include <string.h>

#include "engine/plan_share.h"

Suite *plan_share_suite(void);

enum { MOST = 12 };

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed % below;
}

static uint64_t floor_of(const struct plan_party *p, uint64_t floor)
{
	return p->demand < floor ? p->demand : floor;
}

/* Section 5 to the letter, where the floors fit. */
static void one_by_one(struct plan_party *p, size_t n, uint64_t capacity,
		       uint64_t floor)
{
	for (size_t i = 0; i < n; i++) {
		p[i].share = floor_of(&p[i], floor);
		capacity -= p[i].share;
	}
	while (capacity--) {
		size_t best = n;

		for (size_t i = 0; i < n; i++) {
			const uint64_t r = p[i].share - floor_of(&p[i], floor);

			if (p[i].share < p[i].demand &&
			    (best == n || p[i].weight * (2 *
			     (p[best].share - floor_of(&p[best], floor)) + 1) >
			     p[best].weight * (2 * r + 1)))
				best = i;
		}
		if (best == n)
			return;
		p[best].share++;
	}
}

/* While the floors are not met, only whoever is below its own counts. */
static void naive(struct plan_party *p, size_t n, uint64_t capacity,
		  uint64_t floor)
{
	uint64_t floors = 0;

	for (size_t i = 0; i < n; i++)
		floors += floor_of(&p[i], floor);
	if (floors <= capacity) {
		one_by_one(p, n, capacity, floor);
		return;
	}
	for (size_t i = 0; i < n; i++)
		p[i].share = 0;
	while (capacity--) {
		size_t best = n;

		for (size_t i = 0; i < n; i++) {
			if (p[i].share < floor_of(&p[i], floor) &&
			    (best == n || p[i].share < p[best].share))
				best = i;
		}
		p[best].share++;
	}
}

static size_t some(struct plan_party *p, uint64_t *seed, uint64_t most)
{
	const size_t n = 1 + (size_t)draw(seed, MOST);

	for (size_t i = 0; i < n; i++) {
		p[i].demand = draw(seed, most);
		p[i].weight = draw(seed, 8) ? draw(seed, most) :
			      draw(seed, 2);
		p[i].share = 0;
	}
	return n;
}

START_TEST(shares_one_by_one)
{
	uint64_t seed = 7;

	for (int round = 0; round < 3000; round++) {
		struct plan_party a[MOST], b[MOST];
		const size_t n = some(a, &seed, 1 + draw(&seed, 200));
		const uint64_t floor = draw(&seed, 40);
		const uint64_t capacity = draw(&seed, 1200);

		memcpy(b, a, sizeof(a));
		plan_share(a, n, capacity, floor);
		naive(b, n, capacity, floor);
		for (size_t i = 0; i < n; i++)
			ck_assert_uint_eq(a[i].share, b[i].share);
	}
}
END_TEST

START_TEST(shares_keep_what_holds)
{
	uint64_t seed = 11;

	for (int round = 0; round < 2000; round++) {
		const uint64_t most = round % 2 ? 60 : (uint64_t)1 << 40;
		struct plan_party p[MOST];
		const size_t n = some(p, &seed, most);
		const uint64_t floor = draw(&seed, most / 3);
		const uint64_t from = draw(&seed, most * 4);
		uint64_t before[MOST] = { 0 };

		for (uint64_t c = from; c < from + 40; c++) {
			uint64_t sum = 0, asked = 0, floors = 0;

			plan_share(p, n, c, floor);
			for (size_t i = 0; i < n; i++) {
				sum += p[i].share;
				asked += p[i].demand;
				floors += floor_of(&p[i], floor);
				ck_assert(p[i].share <= p[i].demand);
				ck_assert(p[i].share >= before[i]);
				before[i] = p[i].share;
			}
			ck_assert_uint_eq(sum, c < asked ? c : asked);
			for (size_t i = 0; i < n && floors <= c; i++)
				ck_assert(p[i].share >=
					  floor_of(&p[i], floor));
		}
	}
}
END_TEST

/* 21 units by largest remainder give 7, 7, 7 of weights that at 20 gave the
 * last one more: the paradox of Alabama. Every capacity is tried here. */
START_TEST(shares_never_fall)
{
	static const uint64_t weights[][4] = {
		{ 1500, 1500, 900, 500 }, { 6, 6, 2, 0 },
		{ 1003, 997, 10, 1 }, { 5, 3, 1, 1 },
	};

	for (size_t w = 0; w < sizeof(weights) / sizeof(*weights); w++) {
		uint64_t before[4] = { 0 };

		for (uint64_t c = 0; c < 2000; c++) {
			struct plan_party p[4];

			for (size_t i = 0; i < 4; i++)
				p[i] = (struct plan_party){ 450 + i,
							    weights[w][i], 0 };
			plan_share(p, 4, c, 25);
			for (size_t i = 0; i < 4; i++) {
				ck_assert(p[i].share >= before[i]);
				before[i] = p[i].share;
			}
		}
	}
}
END_TEST

/* A party keeps its share wherever it stands, unless ties are in play. */
START_TEST(shares_know_no_order)
{
	struct plan_party a[] = {{ 700, 601, 0 }, { 250, 149, 0 },
				 { 90, 0, 0 }, { 3000, 2903, 0 }};
	struct plan_party b[4];

	for (uint64_t c = 0; c < 4200; c += 7) {
		plan_share(a, 4, c, 97);
		for (size_t i = 0; i < 4; i++)
			b[i] = a[3 - i];
		plan_share(b, 4, c, 97);
		for (size_t i = 0; i < 4 && c > 4 * 97; i++)
			ck_assert_uint_eq(b[i].share, a[3 - i].share);
	}
}
END_TEST

START_TEST(shares_of_the_header)
{
	struct plan_party p[] = {{ 700, 600, 0 }, { 250, 150, 0 }};
	struct plan_party large[] = {{ (uint64_t)1 << 40, 1, 0 },
				     { (uint64_t)1 << 40, (uint64_t)1 << 40,
				       0 }};

	plan_share(p, 2, 500, 100);
	ck_assert_uint_eq(p[0].share, 340);
	ck_assert_uint_eq(p[1].share, 160);
	plan_share(large, 2, (uint64_t)1 << 40, 0);
	ck_assert_uint_eq(large[0].share + large[1].share, (uint64_t)1 << 40);
	plan_share(NULL, 0, 10, 5);
}
END_TEST

Suite *plan_share_suite(void)
{
	Suite *s = suite_create("plan_share");
	TCase *t = tcase_create("plan_share");

	tcase_add_test(t, shares_one_by_one);
	tcase_add_test(t, shares_keep_what_holds);
	tcase_add_test(t, shares_never_fall);
	tcase_add_test(t, shares_know_no_order);
	tcase_add_test(t, shares_of_the_header);
	suite_add_tcase(s, t);
	return s;
}
