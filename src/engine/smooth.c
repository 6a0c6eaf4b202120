/* Targets by peeling, a flow that meets them, then exchanges until none
 * betters anything. Paths are found breadth first over slots: a slot leads,
 * through each window that has a request in it, to all slots of the window. */
#include "engine/smooth.h"

#include "base/bug.h"
#include "base/mem.h"
#include "engine/smooth_peel.h"

enum { NOWHERE = -1, SOURCE = -2, STEPS = 64 };

struct flow {
	const struct smooth_problem *p;
	struct smooth_plan *plan;
	uint64_t *used;		/* by slot: requests */
	uint64_t *room;		/* by slot: requests that it may have at most */
	int64_t *from;		/* by slot: slot, SOURCE or NOWHERE */
	uint32_t *by;		/* by slot: the window of that step */
	uint32_t *queue;
	bool *seen;		/* by window */
};

static uint64_t *cell(const struct flow *f, uint32_t w, uint32_t t)
{
	return &f->plan->count[(size_t)w * f->p->slots + t];
}

static uint32_t wrap(const struct flow *f, uint32_t t)
{
	return t >= f->p->slots ? t - f->p->slots : t;
}

static uint64_t load_of(const struct flow *f, uint32_t t)
{
	return f->p->base[t] + f->used[t] * f->p->unit;
}

/* Through window w from a slot (or its own requests) to all its slots. */
static void step(struct flow *f, uint32_t w, int64_t from, uint32_t *tail)
{
	const struct smooth_window *win = &f->p->window[w];

	f->seen[w] = true;
	for (uint32_t i = 0; i < win->slots; i++) {
		const uint32_t t = wrap(f, win->from + i);

		if (f->from[t] != NOWHERE)
			continue;
		f->from[t] = from;
		f->by[t] = w;
		f->queue[(*tail)++] = t;
	}
}

static void forget(struct flow *f)
{
	for (uint32_t t = 0; t < f->p->slots; t++)
		f->from[t] = NOWHERE;
	for (uint32_t w = 0; w < f->p->windows; w++)
		f->seen[w] = false;
}

static void walk(struct flow *f, uint32_t head, uint32_t tail)
{
	for (; head < tail; head++) {
		const uint32_t t = f->queue[head];

		for (uint32_t w = 0; w < f->p->windows; w++) {
			if (!f->seen[w] && *cell(f, w, t))
				step(f, w, t, &tail);
		}
	}
}

/* Of the slots that were reached, the one with room and the least load. */
static bool lowest(const struct flow *f, uint32_t *best)
{
	bool found = false;

	for (uint32_t t = 0; t < f->p->slots; t++) {
		if (f->from[t] == NOWHERE || f->used[t] >= f->room[t])
			continue;
		if (!found || load_of(f, t) < load_of(f, *best))
			*best = t;
		found = true;
	}
	return found;
}

/* The most that the path to t can carry; at the begin of it is *start. */
static uint64_t path_width(const struct flow *f, uint32_t t)
{
	uint64_t width = f->room[t] - f->used[t];

	while (f->from[t] >= 0) {
		const uint32_t s = (uint32_t)f->from[t];
		const uint64_t there = *cell(f, f->by[t], s);

		if (there < width)
			width = there;
		t = s;
	}
	return width;
}

static void path_move(struct flow *f, uint32_t t, uint64_t n)
{
	f->used[t] += n;
	while (f->from[t] != NOWHERE) {
		*cell(f, f->by[t], t) += n;
		if (f->from[t] == SOURCE)
			return;
		*cell(f, f->by[t], (uint32_t)f->from[t]) -= n;
		t = (uint32_t)f->from[t];
	}
	f->used[t] -= n;
}

/* Requests of window w that have no slot yet, wherever it is lowest. */
static void place(struct flow *f, uint32_t w, bool in_steps)
{
	uint64_t *left = &f->plan->left[w];

	while (*left) {
		uint32_t tail = 0, t = 0;
		uint64_t n;

		forget(f);
		step(f, w, SOURCE, &tail);
		walk(f, 0, tail);
		if (!lowest(f, &t))
			return;
		n = path_width(f, t);
		if (n > *left)
			n = *left;
		if (in_steps && n > *left / STEPS + 1)
			n = *left / STEPS + 1;
		path_move(f, t, n);
		*left -= n;
	}
}

/* Narrow windows first, each into what its slots have left. */
static void fill(struct flow *f)
{
	for (uint32_t width = 1; width <= f->p->slots; width++) {
		for (uint32_t w = 0; w < f->p->windows; w++) {
			const struct smooth_window *win = &f->p->window[w];

			if (win->slots != width)
				continue;
			for (uint32_t i = 0; i < width; i++) {
				const uint32_t t = wrap(f, win->from + i);
				uint64_t n = f->room[t] - f->used[t];

				if (n > f->plan->left[w])
					n = f->plan->left[w];
				*cell(f, w, t) += n;
				f->used[t] += n;
				f->plan->left[w] -= n;
			}
		}
	}
}

/* Moves from slot s what betters the plan; false: nothing does. */
static bool better(struct flow *f, uint32_t s)
{
	const uint64_t unit = f->p->unit;
	const uint64_t high = load_of(f, s);
	uint32_t tail = 0, t = 0;
	uint64_t low, n, width;

	if (f->used[s] == 0)
		return false;
	forget(f);
	f->from[s] = SOURCE;		/* never to be reached again */
	for (uint32_t w = 0; w < f->p->windows; w++) {
		if (*cell(f, w, s))
			step(f, w, s, &tail);
	}
	walk(f, 0, tail);
	f->from[s] = NOWHERE;
	if (!lowest(f, &t))
		return false;
	low = load_of(f, t);
	if (low + unit >= high)
		return false;
	n = (high - low + unit - 1) / (2 * unit);
	width = path_width(f, t);
	path_move(f, t, n < width ? n : width);
	return true;
}

static void settle(struct flow *f)
{
	bool moved;

	do {
		moved = false;
		for (uint32_t s = 0; s < f->p->slots; s++) {
			while (better(f, s))
				moved = true;
		}
	} while (moved);
}

/* Full slots among which what is left has to choose. */
static void find_blocked(struct flow *f)
{
	uint32_t tail = 0;

	forget(f);
	for (uint32_t w = 0; w < f->p->windows; w++) {
		f->plan->left_total += f->plan->left[w];
		if (f->plan->left[w])
			step(f, w, SOURCE, &tail);
	}
	walk(f, 0, tail);
	for (uint32_t t = 0; t < f->p->slots; t++)
		f->plan->blocked[t] = f->from[t] != NOWHERE;
}

static void run(struct flow *f, uint64_t *target)
{
	const struct smooth_problem *p = f->p;
	uint64_t *room = f->room;

	f->room = target;
	fill(f);
	for (uint32_t w = 0; w < p->windows; w++)
		place(f, w, false);
	f->room = room;
	for (uint32_t w = 0; w < p->windows; w++)
		place(f, w, true);
	settle(f);
	find_blocked(f);
	for (uint32_t t = 0; t < p->slots; t++)
		f->plan->load[t] = load_of(f, t);
}

void smooth_make(const struct smooth_problem *p, struct smooth_plan *plan)
{
	struct flow f = { .p = p, .plan = plan };
	struct arena scratch = ARENA_INIT;
	uint64_t *target;

	if (p->slots == 0 || p->unit == 0)
		BUG("a day without slots, or requests without weight");
	*plan = (struct smooth_plan){ .arena = ARENA_INIT, .slots = p->slots,
				      .windows = p->windows };
	plan->count = arena_zero(&plan->arena, (size_t)p->windows * p->slots,
				 sizeof(*plan->count));
	plan->load = arena_zero(&plan->arena, p->slots, sizeof(*plan->load));
	plan->left = arena_zero(&plan->arena, p->windows,
				sizeof(*plan->left));
	plan->blocked = arena_zero(&plan->arena, p->slots,
				   sizeof(*plan->blocked));
	f.used = arena_zero(&scratch, p->slots, sizeof(*f.used));
	f.room = arena_zero(&scratch, p->slots, sizeof(*f.room));
	f.from = arena_zero(&scratch, p->slots, sizeof(*f.from));
	f.by = arena_zero(&scratch, p->slots, sizeof(*f.by));
	f.queue = arena_zero(&scratch, p->slots, sizeof(*f.queue));
	f.seen = arena_zero(&scratch, p->windows, sizeof(*f.seen));
	target = arena_zero(&scratch, p->slots, sizeof(*target));
	for (uint32_t t = 0; t < p->slots; t++)
		f.room[t] = p->limit[t] > p->base[t] ?
			    (p->limit[t] - p->base[t]) / p->unit : 0;
	for (uint32_t w = 0; w < p->windows; w++)
		plan->left[w] = p->window[w].work;
	smooth_peel(p, f.room, target, plan);
	run(&f, target);
	arena_release(&scratch);
}

void smooth_plan_release(struct smooth_plan *plan)
{
	vec_release(&plan->arcs);
	arena_release(&plan->arena);
}

uint64_t smooth_at(const struct smooth_plan *plan, uint32_t window,
		   uint32_t slot)
{
	return plan->count[(size_t)window * plan->slots + slot];
}
