/*
 * evidence_walk.c - attempts with what belongs to them
 *
 * Requests and messages are read beside the attempts, all by the number of
 * the attempt: three passes that keep step, and no look-up for each.
 */
#include "file/evidence_line.h"
#include "file/journal_room.h"

/* ---- plans ---- */

static const unsigned told[] = {
	CASES_COL_PHASE, CASES_COL_PPC_ID, CASES_COL_SET,
	CASES_COL_INSTALLATION_TYPE, CASES_COL_DEVICE_TYPE, CASES_COL_SRV,
	CASES_COL_COMMAND_VARIANT, CASES_COL_MODE, CASES_COL_POLARITY,
	CASES_COL_CASE, CASES_COL_TRT_MS,
};

/* Most cells are the same in thousands of cases: each is kept once. */
struct texts {
	struct arena *a;
	struct arena scratch;
	struct intern known;
	VEC(struct span) kept;
};

static struct span shared(struct texts *t, struct get *g)
{
	const struct span s = get_text(g, &t->scratch);
	bool fresh;
	uint32_t at;

	if (s.n == 0)
		return SPAN_EMPTY;
	at = intern_put(&t->known, s, &fresh);
	if (fresh)
		vec_push(&t->kept, arena_span(t->a, s));
	return t->kept.v[at];
}

static struct span cycle_name(const struct evidence_plan *plan, uint64_t no)
{
	for (size_t i = 0; i < plan->cycles.n; i++) {
		if (plan->cycles.v[i].cycle == no)
			return plan->cycles.v[i].name;
	}
	return SPAN_EMPTY;
}

static void keep(struct arena *a, struct span *s)
{
	*s = s->n ? arena_span(a, *s) : SPAN_EMPTY;
}

static void load_heads(struct journal *j, struct arena *a,
		       struct evidence_plan *plan)
{
	struct journal_campaign *c = &plan->campaign;

	journal_campaign(j, c);
	keep(a, &c->name);
	keep(a, &c->tool_version);
	keep(a, &c->clock);
	keep(a, &c->release);
	keep(a, &c->release_sha256);
	journal_cycles_list(j, &plan->cycles);
	for (size_t i = 0; i < plan->cycles.n; i++) {
		keep(a, &plan->cycles.v[i].name);
		keep(a, &plan->cycles.v[i].kind);
		keep(a, &plan->cycles.v[i].plan_sha256);
		keep(a, &plan->cycles.v[i].selection);
	}
}

void evidence_plan_load(struct journal *j, struct arena *a,
			struct evidence_plan *plan)
{
	struct texts t = { .a = a, .known = INTERN_INIT };
	struct get g;

	*plan = (struct evidence_plan){ .cycles = VEC_INIT };
	load_heads(j, a, plan);
	g = get_begin(j, SQL_PLANS);
	while (get_row(&g)) {
		struct evidence_case *c = vec_add(&plan->cases);

		c->cycle_no = get_u64(&g);
		c->cycle = cycle_name(plan, c->cycle_no);
		c->case_no = get_u64(&g);
		c->case_id = get_text(&g, a);
		c->gone = get_u64(&g) > 0;
		c->device_id = shared(&t, &g);
		c->s1sp = shared(&t, &g);
		c->smso = shared(&t, &g);
		for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
			c->cell[told[i]] = shared(&t, &g);
		arena_clear(&t.scratch);
	}
	arena_release(&t.scratch);
	intern_release(&t.known);
	vec_release(&t.kept);
}

void evidence_plan_release(struct evidence_plan *plan)
{
	vec_release(&plan->cycles);
	vec_release(&plan->cases);
}

size_t evidence_plan_find(const struct evidence_plan *plan, uint64_t cycle,
			  uint64_t case_no)
{
	size_t low = 0, high = plan->cases.n;

	while (low < high) {
		const size_t at = low + (high - low) / 2;
		const struct evidence_case *c = &plan->cases.v[at];

		if (c->cycle_no == cycle && c->case_no == case_no)
			return at;
		if (c->cycle_no < cycle ||
		    (c->cycle_no == cycle && c->case_no < case_no))
			low = at + 1;
		else
			high = at;
	}
	return SIZE_MAX;
}

/* ---- what belongs to an attempt ---- */

static void get_body(struct get *g, struct evidence_body *b)
{
	const struct span sha = get_bytes(g);

	*b = (struct evidence_body){ .bytes = get_u64(g) };
	journal_sha_text(sha, b->sha256);
}

static struct span get_raw(struct get *g, struct arena *a)
{
	return arena_span(a, get_bytes(g));
}

static void get_request(struct get *g, struct arena *a,
			struct evidence_request *e)
{
	*e = (struct evidence_request){ 0 };
	journal_get_request(g, a, &e->r);
	e->r.headers = get_raw(g, a);
	e->r.answer_headers = get_raw(g, a);
	get_body(g, &e->body);
	get_body(g, &e->answer);
}

static void add_again(struct journal *j, struct evidence_message *e)
{
	struct put p = put_begin(j, SQL_AGAIN);
	struct get g;

	put_u64(&p, e->m.number);
	g = get_put(&p);
	while (get_row(&g))
		vec_push(&e->again, get_ms(&g));
}

static void get_message(struct get *g, struct arena *a,
			struct evidence_message *e)
{
	*e = (struct evidence_message){ 0 };
	journal_get_message(g, a, &e->m);
	e->m.headers = get_raw(g, a);
	get_body(g, &e->body);
	if (get_u64(g))
		add_again(g->j, e);
}

struct walk {
	struct journal *j;
	struct get requests, messages;	/* each at a row, or at its end */
	uint64_t request_of, message_of;	/* that row's attempt */
	struct arena arena;
	struct evidence_attempt e;
};

static void next_request(struct walk *w)
{
	struct get at;

	w->request_of = UINT64_MAX;
	if (!get_row(&w->requests))
		return;
	at = w->requests;
	w->request_of = get_u64(&at);
}

static void next_message(struct walk *w)
{
	w->message_of = UINT64_MAX;
	if (get_row(&w->messages))
		w->message_of = get_u64(&w->messages);
}

static void forget(struct walk *w)
{
	for (size_t i = 0; i < w->e.messages.n; i++)
		vec_release(&w->e.messages.v[i].again);
	w->e.requests.n = w->e.messages.n = 0;
	arena_clear(&w->arena);
}

static void gather(struct walk *w)
{
	while (w->request_of <= w->e.a.number) {
		if (w->request_of == w->e.a.number)
			get_request(&w->requests, &w->arena,
				    vec_add(&w->e.requests));
		next_request(w);
	}
	while (w->message_of <= w->e.a.number) {
		if (w->message_of == w->e.a.number)
			get_message(&w->messages, &w->arena,
				    vec_add(&w->e.messages));
		next_message(w);
	}
}

bool evidence_walk(struct journal *j, const struct evidence_plan *plan,
		   evidence_taker *take, void *into)
{
	struct get attempts = get_begin(j, SQL_ATTEMPTS_ALL);
	struct walk w = { .j = j, .requests = get_begin(j, SQL_REQUESTS_ALL),
			  .messages = get_begin(j, SQL_MESSAGES_ALL) };

	w.e.campaign = plan->campaign.name;
	next_request(&w);
	next_message(&w);
	while (get_row(&attempts)) {
		size_t at;

		journal_get_attempt(&attempts, &w.arena, &w.e.a);
		at = evidence_plan_find(plan, w.e.a.cycle, w.e.a.case_no);
		if (at == SIZE_MAX) {
			journal_damaged(j, "an attempt at a case that no plan "
					"has");
			break;
		}
		w.e.of = &plan->cases.v[at];
		gather(&w);
		take(into, &w.e);
		forget(&w);
	}
	get_end(&attempts);
	get_end(&w.requests);
	get_end(&w.messages);
	forget(&w);
	vec_release(&w.e.requests);
	vec_release(&w.e.messages);
	arena_release(&w.arena);
	return !journal_failed(j);
}

bool evidence_walk_unmatched(struct journal *j, evidence_message_taker *take,
			     void *into)
{
	struct get g = get_begin(j, SQL_UNMATCHED_ALL);
	struct arena a = ARENA_INIT;
	struct evidence_message e;

	while (get_row(&g)) {
		get_u64(&g);
		get_message(&g, &a, &e);
		take(into, &e);
		vec_release(&e.again);
		arena_clear(&a);
	}
	arena_release(&a);
	return !journal_failed(j);
}
