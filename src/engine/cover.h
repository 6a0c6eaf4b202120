/*
 * cover.h - the heaviest k candidates that together cover every item
 *
 * Candidates come in rank order, best first: their weights never rise. Each
 * covers some items. Of all ways to choose exactly min(k, candidates) of
 * them so that every item is covered at least once, cover_solve() finds the
 * one of largest total weight; among equals, the one whose sorted list of
 * candidate numbers is lexicographically smallest. So the answer is unique:
 * the same on any machine, and the same as trying every choice would give.
 *
 * The module knows no meters. Whole numbers only decide; there is no clock
 * and no random number in it, so a node limit stops it at the same place
 * every time.
 *
 *	static const uint64_t weight[] = { 90, 50, 20 };
 *	static const size_t first[] = { 0, 1, 2, 4 };
 *	static const uint32_t item[] = { 0, 0, 0, 1 };
 *	struct cover_problem p = {
 *		.candidates = 3, .weight = weight,
 *		.items = 2, .first = first, .item = item, .k = 2,
 *	};
 *	struct cover_answer a;
 *
 *	cover_solve(&p, &a);	-> OPTIMAL, objective 110, chosen { 0, 2 }
 *	cover_release(&a);
 *
 * Limits: the weights of all candidates together are at most
 * COVER_TOTAL_MAX, else BUG(): the caller refuses such counts first. The
 * search is exponential at worst; node_limit is the way to bound it. 400
 * candidates of 3 out of 40 items take milliseconds and some hundred nodes;
 * the hardest k is that of the smallest cover, and the one below it, so ask
 * cover_smallest() first.
 */
#ifndef ENGINE_COVER_H
#define ENGINE_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COVER_TOTAL_MAX	(UINT64_C(1) << 56)

/*
 * The items of candidate c are item[first[c]] up to, not including,
 * item[first[c + 1]], in any order; naming one twice is harmless. All
 * arrays stay the caller's and are not kept. A node_limit of 0 is none.
 */
struct cover_problem {
	uint32_t candidates;
	const uint64_t *weight;		/* of each candidate, non-increasing */
	uint32_t items;
	const size_t *first;		/* candidates + 1 offsets into item */
	const uint32_t *item;
	uint32_t k;
	uint64_t node_limit;
};

enum cover_verdict {
	COVER_OPTIMAL,		/* nothing is heavier: bound == objective */
	COVER_FEASIBLE,		/* limit: a cover, and how far off at most */
	COVER_INFEASIBLE,	/* proved: no k candidates cover everything */
	COVER_UNKNOWN,		/* limit: none found, none excluded */
};

/*
 * objective and chosen are of use with OPTIMAL and FEASIBLE, bound with
 * those and UNKNOWN. unique says that the tie rule was carried out to the
 * end; it is false only if the limit was met, and then the choice is still
 * the same each time, but a lexicographically smaller one may be as heavy.
 */
struct cover_answer {
	enum cover_verdict verdict;
	uint32_t *chosen;	/* ascending candidate numbers */
	uint32_t count;
	uint64_t objective;	/* weight of the chosen */
	uint64_t bound;		/* no choice is heavier */
	bool unique;
	uint64_t nodes;
};

/*
 * size candidates cover every item that has a candidate, and fewer than
 * bound do not; size == bound is the exact answer, and always so without a
 * limit. uncoverable lists, ascending, the items that no candidate covers:
 * when there are any, no k is large enough.
 */
struct cover_least {
	uint32_t size;
	uint32_t bound;
	uint32_t *uncoverable;
	uint32_t uncoverable_count;
	uint64_t nodes;
};

/* The answer is initialised here, and is the caller's to release. */
void cover_solve(const struct cover_problem *p, struct cover_answer *a);
void cover_release(struct cover_answer *a);

/* Ignores the weights and k. */
void cover_smallest(const struct cover_problem *p, struct cover_least *l);
void cover_least_release(struct cover_least *l);

#endif
