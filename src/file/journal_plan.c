/* Cycles, their plans, and what they were made from. */
#include "file/journal_room.h"

#include <stdio.h>
#include <string.h>

#include "base/bug.h"
#include "file/cases_in.h"
#include "file/cases_out.h"

/* A request, its answer, a result. */
enum { BODIES_OF_CASE = 3 };

/* ---- campaign and cycles ---- */

bool journal_campaign(struct journal *j, struct journal_campaign *c)
{
	struct get g = get_begin(j, SQL_CAMPAIGN);
	const bool there = get_row(&g);

	if (there) {
		c->name = get_text(&g, &j->arena);
		c->tool_version = get_text(&g, &j->arena);
		c->clock = get_text(&g, &j->arena);
		c->release = get_text(&g, &j->arena);
		c->release_sha256 = get_text(&g, &j->arena);
	}
	get_end(&g);
	return there;
}

static bool other(struct journal *j, struct journal_why *why,
		  const char *what, struct span is, struct span wanted)
{
	struct buf b = BUF_INIT;

	if (span_eq(is, wanted))
		return false;
	buf_addf(&b, "'%s' is the journal of the %s '" SPAN_F "', not '"
		 SPAN_F "'", j->shown, what, SPAN_A(is), SPAN_A(wanted));
	why->wrong = JOURNAL_ALIEN;
	snprintf(why->text, sizeof(why->text), "%s", b.p);
	buf_release(&b);
	return true;
}

bool journal_campaign_put(struct journal *j, const struct journal_campaign *c,
			  struct journal_why *why)
{
	struct journal_campaign is;
	struct put p;

	if (journal_campaign(j, &is))
		return !other(j, why, "campaign", is.name, c->name) &&
		       !other(j, why, "clock", is.clock, c->clock);
	p = put_begin(j, SQL_CAMPAIGN_ADD);
	put_cell(&p, c->name);
	put_cell(&p, c->tool_version);
	put_cell(&p, c->clock);
	put_text(&p, c->release);
	put_text(&p, c->release_sha256);
	put_done(&p);
	return true;
}

uint64_t journal_cycle_begin(struct journal *j, const struct journal_cycle *c)
{
	struct put p = put_begin(j, SQL_CYCLE_ADD);

	put_cell(&p, c->name);
	put_text(&p, c->kind);
	put_cell(&p, c->plan_sha256);
	put_text(&p, c->selection);
	put_ms(&p, c->begun_ms);
	put_done(&p);
	return (uint64_t)sqlite3_last_insert_rowid(j->db);
}

void journal_cycle_resumed(struct journal *j, uint64_t cycle, int64_t at_ms,
			   struct span tool_version)
{
	struct put p = put_begin(j, SQL_CYCLE_RESUMED);

	put_u64(&p, cycle);
	put_done(&p);
	journal_event(j, cycle, at_ms, SPAN("resumed"), tool_version);
}

void journal_cycle_end(struct journal *j, uint64_t cycle, int64_t at_ms)
{
	struct put p = put_begin(j, SQL_CYCLE_END);

	put_ms(&p, at_ms);
	put_u64(&p, cycle);
	put_done(&p);
}

static void get_cycle(struct get *g, struct journal_cycle *c)
{
	struct arena *a = &g->j->arena;

	c->cycle = get_u64(g);
	c->name = get_text(g, a);
	c->kind = get_text(g, a);
	c->plan_sha256 = get_text(g, a);
	c->selection = get_text(g, a);
	c->begun_ms = get_ms(g);
	c->ended_ms = get_ms(g);
	c->runs = get_u64(g);
	c->cases = get_u64(g);
}

bool journal_cycle(struct journal *j, struct span name,
		   struct journal_cycle *c)
{
	struct put p = put_begin(j, SQL_CYCLE_NAMED);
	struct get g;
	bool there;

	put_text(&p, name);
	g = get_put(&p);
	there = get_row(&g);
	if (there)
		get_cycle(&g, c);
	get_end(&g);
	return there;
}

void journal_cycles_list(struct journal *j, journal_cycles *list)
{
	struct get g = get_begin(j, SQL_CYCLES);

	while (get_row(&g))
		get_cycle(&g, vec_add(list));
}

void journal_event(struct journal *j, uint64_t cycle, int64_t at_ms,
		   struct span kind, struct span text)
{
	struct put p = put_begin(j, SQL_EVENT_ADD);

	put_if(&p, cycle > 0, cycle);
	put_ms(&p, at_ms);
	put_cell(&p, kind);
	put_text(&p, text);
	put_done(&p);
}

/* ---- files ---- */

void journal_file_put(struct journal *j, uint64_t cycle, struct span role,
		      uint64_t place, struct span name, struct span bytes)
{
	const uint64_t body = journal_body_put(j, bytes);
	struct put p = put_begin(j, SQL_FILE_ADD);

	put_u64(&p, cycle);
	put_cell(&p, role);
	put_u64(&p, place);
	put_text(&p, name);
	put_if(&p, body > 0, body);
	put_done(&p);
}

bool journal_file(struct journal *j, uint64_t cycle, struct span role,
		  uint64_t place, struct buf *name, struct buf *bytes)
{
	struct put p;
	struct get g;
	uint64_t body = 0;
	bool there;

	p = put_begin(j, SQL_FILE_GET);
	put_u64(&p, cycle);
	put_cell(&p, role);
	put_u64(&p, place);
	g = get_put(&p);
	there = get_row(&g);
	if (there) {
		buf_add(name, get_bytes(&g));
		body = get_u64(&g);
	}
	get_end(&g);
	if (body)
		journal_body(j, body, bytes);
	return there && !journal_failed(j);
}

/* ---- plans ---- */

/* Length before each cell: no two plans read alike. */
static void add_case(const struct testcase *c, struct arena *a, struct buf *to)
{
	struct span cells[CASES_COLUMNS];

	cases_out_cells(c, a, cells);
	for (unsigned i = 0; i < CASES_COLUMNS; i++) {
		buf_add_u64(to, cells[i].n);
		buf_add_char(to, ':');
		buf_add(to, cells[i]);
	}
	arena_clear(a);
}

void journal_plan_digest(const struct cases *cases, char text[SHA256_TEXT])
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct sha256 h;

	sha256_init(&h);
	for (size_t i = 0; i < cases->rows.n; i++) {
		buf_clear(&b);
		add_case(&cases->rows.v[i], &a, &b);
		sha256_add(&h, b.p, b.n);
	}
	sha256_hex(&h, text);
	buf_release(&b);
	arena_release(&a);
}

void journal_plan_add(struct journal *j, uint64_t cycle,
		      const struct journal_plan_row *row)
{
	struct put p = put_begin(j, SQL_PLAN_ADD);
	struct span cells[CASES_COLUMNS];
	struct arena a = ARENA_INIT;

	cases_out_cells(row->testcase, &a, cells);
	put_u64(&p, cycle);
	put_u64(&p, row->case_no);
	put_cell(&p, row->testcase->id);
	put_text(&p, row->device_id);
	put_text(&p, row->s1sp);
	put_text(&p, row->smso);
	put_if(&p, row->smets > 0, row->smets);
	for (unsigned i = 0; i < CASES_COLUMNS; i++)
		put_cell(&p, cells[i]);
	put_done(&p);
	arena_release(&a);
	journal_known_expect(&j->known, BODIES_OF_CASE);
}

struct reader {
	struct get g;
	struct journal_plan *plan;
};

static bool next_case(void *from, struct span *cells, uint64_t *line)
{
	struct reader *r = from;
	struct arena *a = &r->plan->cases.arena;
	struct journal_plan_row *row;

	if (!get_row(&r->g))
		return false;
	row = vec_add(&r->plan->rows);
	row->case_no = *line = get_u64(&r->g);
	get_bytes(&r->g);		/* the id, which follows from cells */
	row->device_id = get_text(&r->g, a);
	row->s1sp = get_text(&r->g, a);
	row->smso = get_text(&r->g, a);
	row->smets = get_u64(&r->g);
	for (unsigned i = 0; i < CASES_COLUMNS; i++)
		cells[i] = get_bytes(&r->g);
	return true;
}

bool journal_plan_load(struct journal *j, uint64_t cycle,
		       struct journal_plan *plan, struct diag *d)
{
	struct put p = put_begin(j, SQL_PLAN);
	struct reader r = { .plan = plan };

	put_u64(&p, cycle);
	r.g = get_put(&p);
	if (!cases_in_given(&plan->cases, j->shown, next_case, &r, d) ||
	    journal_failed(j))
		return false;
	for (size_t i = 0; i < plan->rows.n; i++)
		plan->rows.v[i].testcase = &plan->cases.rows.v[i];
	return true;
}

void journal_plan_release(struct journal_plan *plan)
{
	cases_release(&plan->cases);
	vec_release(&plan->rows);
}

/* ---- another plan for a cycle that has begun ---- */

struct replan {
	struct journal *j;
	uint64_t cycle;
	struct journal_plan old;
	struct intern ids;		/* of the old plan, gone ones too */
	VEC(uint64_t) case_nos;		/* by id */
	VEC(uint32_t) at;		/* in `old`; UINT32_MAX: it was gone */
	VEC(bool) kept;
	uint64_t last;
};

static void know_old(struct replan *r)
{
	struct put p = put_begin(r->j, SQL_PLAN_IDS);
	struct get g;
	uint32_t at = 0;

	put_u64(&p, r->cycle);
	g = get_put(&p);
	while (get_row(&g)) {
		const uint64_t number = get_u64(&g);
		bool fresh;

		intern_put(&r->ids, get_bytes(&g), &fresh);
		vec_push(&r->case_nos, number);
		vec_push(&r->at, get_u64(&g) ? UINT32_MAX : at++);
		vec_push(&r->kept, false);
		r->last = number > r->last ? number : r->last;
	}
}

static bool same_case(const struct testcase *a, const struct testcase *b)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct arena arena = ARENA_INIT;
	bool same;

	add_case(a, &arena, &one);
	add_case(b, &arena, &two);
	same = span_eq(buf_span(&one), buf_span(&two));
	buf_release(&one);
	buf_release(&two);
	arena_release(&arena);
	return same;
}

static void remove_row(struct replan *r, enum journal_sql how,
		       uint64_t case_no)
{
	struct put p = put_begin(r->j, how);

	put_u64(&p, r->cycle);
	put_u64(&p, case_no);
	put_done(&p);
}

static void void_attempts(struct replan *r, uint64_t case_no)
{
	struct put p = put_begin(r->j, SQL_ATTEMPT_VOID_NO);

	put_cell(&p, SPAN("plan changed"));
	put_u64(&p, r->cycle);
	put_u64(&p, case_no);
	put_done(&p);
}

/* Is the row the same case, for the same device, as the old one there? */
static bool unchanged(const struct replan *r, uint32_t at,
		      const struct journal_plan_row *row)
{
	const struct journal_plan_row *old;

	if (at == UINT32_MAX)
		return false;
	old = &r->old.rows.v[at];
	return same_case(old->testcase, row->testcase) &&
	       span_eq(old->device_id, row->device_id) &&
	       span_eq(old->s1sp, row->s1sp) && old->smets == row->smets;
}

static void replace_row(struct replan *r, struct journal_plan_row *row,
			struct journal_replan *told)
{
	const uint32_t id = intern_find(&r->ids, row->testcase->id);

	if (id == INTERN_NONE) {
		row->case_no = ++r->last;
		told->fresh++;
		journal_plan_add(r->j, r->cycle, row);
		return;
	}
	row->case_no = r->case_nos.v[id];
	r->kept.v[id] = true;
	if (unchanged(r, r->at.v[id], row)) {
		told->same++;
		return;
	}
	told->changed++;
	remove_row(r, SQL_PLAN_REMOVE, row->case_no);
	journal_plan_add(r->j, r->cycle, row);
	void_attempts(r, row->case_no);
}

static void tell(struct replan *r, int64_t at_ms, const char *plan_sha256,
		 const struct journal_replan *told)
{
	struct put p = put_begin(r->j, SQL_CYCLE_PLAN);
	struct buf b = BUF_INIT;

	put_cell(&p, span_of(plan_sha256));
	put_u64(&p, r->cycle);
	put_done(&p);
	buf_addf(&b, "%llu cases the same, %llu changed, %llu new, %llu gone",
		 (unsigned long long)told->same,
		 (unsigned long long)told->changed,
		 (unsigned long long)told->fresh,
		 (unsigned long long)told->gone);
	journal_event(r->j, r->cycle, at_ms, SPAN("plan changed"),
		      buf_span(&b));
	buf_release(&b);
}

bool journal_plan_replace(struct journal *j, uint64_t cycle, int64_t at_ms,
			  struct journal_plan_row *rows, size_t n,
			  const char *plan_sha256,
			  struct journal_replan *told, struct diag *d)
{
	struct replan r = { .j = j, .cycle = cycle,
			    .old = JOURNAL_PLAN_INIT, .ids = INTERN_INIT };
	const bool read = journal_plan_load(j, cycle, &r.old, d);

	*told = (struct journal_replan){ 0, 0, 0, 0 };
	if (read) {
		know_old(&r);
		for (size_t i = 0; i < n; i++)
			replace_row(&r, &rows[i], told);
		for (size_t i = 0; i < r.kept.n; i++) {
			if (r.kept.v[i] || r.at.v[i] == UINT32_MAX)
				continue;
			remove_row(&r, SQL_PLAN_GONE, r.case_nos.v[i]);
			told->gone++;
		}
		tell(&r, at_ms, plan_sha256, told);
	}
	journal_plan_release(&r.old);
	intern_release(&r.ids);
	vec_release(&r.case_nos);
	vec_release(&r.at);
	vec_release(&r.kept);
	return read && !journal_failed(j);
}
