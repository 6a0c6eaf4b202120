/* A run from its beginning to its end. */
#include "tools/sitrun_room.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/msg.h"
#include "file/campaign_in.h"
#include "file/journal_out.h"
#include "file/out.h"
#include "model/codes.h"
#include "net/clock.h"
#include "net/wait.h"

enum { LET_KNOW_MS = 1000 };

/* ---- the command line goes before the campaign ---- */

static void check_loopback(struct sitrun_run *r, struct span url)
{
	if (!campaign_url_ok(url))
		code_find(&r->f->diag, SIT002, &(struct code_place){
			.value = &url }, "is no URL; expected http:// or "
			"https:// and a host, without blanks, ? and #");
	else if (r->admin && !campaign_url_loopback(url))
		code_find(&r->f->diag, SIT070, &(struct code_place){
			.value = &url }, "is not on this machine; a clock "
			"that can be moved is sit-emu's, and so is who is "
			"asked");
}

/* Files stand beside the campaign's. */
static void find_file(struct sitrun_run *r, struct span *file)
{
	if (file->n)
		*file = span_of(campaign_in_path(r->s->campaign_path, *file,
						 &r->arena));
}

void sitrun_overrides(struct sitrun_run *r)
{
	const struct sitrun_run_ask *ask = r->ask;
	struct campaign *c = &r->s->campaign;

	if (ask->admin)
		r->admin = ask->admin;
	else if (c->clock == CAMPAIGN_CLOCK_ADMIN)
		r->admin = arena_string(&r->arena, c->clock_url);
	if (r->admin)
		check_loopback(r, span_of(r->admin));
	sitrun_ends_check(r->s);
	for (size_t i = 0; i < c->interfaces.n; i++) {
		if (ask->endpoint)
			c->interfaces.v[i].base_url = span_of(ask->endpoint);
		find_file(r, &c->interfaces.v[i].tls.ca);
		find_file(r, &c->interfaces.v[i].tls.cert);
		find_file(r, &c->interfaces.v[i].tls.key);
		if (ask->endpoint || r->admin)
			check_loopback(r, c->interfaces.v[i].base_url);
	}
	if (ask->has_tps)
		c->limits.tps_milli = ask->tps_milli;
}

/* ---- what the run needs besides ---- */

static void read_trust(struct sitrun_run *r)
{
	struct xmlsig_error why;

	if (!r->ask->trust_count)
		return;
	r->certs = xmlsig_certs_new();
	for (size_t i = 0; i < r->ask->trust_count; i++) {
		if (xmlsig_certs_read(r->certs, r->ask->trust[i], &why))
			continue;
		code_find(&r->f->diag, SIT106, &(struct code_place){ 0 },
			  "%s", why.text);
		r->f->system_failed = r->f->system_failed || why.system;
	}
}

static void read_schema(struct sitrun_run *r)
{
	struct xml_error why;

	if (!r->ask->schema)
		return;
	r->schema = xml_schema_read(r->ask->schema, &why);
	if (!r->schema)
		code_find(&r->f->diag, SIT106, &(struct code_place){ 0 },
			  "%s", why.text);
}

static bool write_port(struct sitrun_run *r)
{
	struct buf why = BUF_INIT;
	struct out *o;
	bool ok;

	if (!r->ask->receiver_port_file)
		return true;
	o = out_open(r->ask->receiver_port_file);
	buf_clear(&r->text);
	buf_addf(&r->text, "%u\n", net_receiver_port(r->receiver));
	sink_put(out_sink(o), buf_span(&r->text));
	ok = out_commit(o, &why);
	if (!ok)
		msg_error("%s", why.p);
	buf_release(&why);
	return ok;
}

/* Who reads the port has to tell the DCC before the first result is due. */
static bool let_know(struct sitrun_run *r)
{
	const int64_t since_ms = net_clock_ms();

	while (r->ask->receiver_port_file && !r->admin &&
	       net_clock_ms() - since_ms < LET_KNOW_MS)
		net_wait(r->http, r->receiver, -1, LET_KNOW_MS);
	return true;
}

static void counters(struct sitrun_run *r)
{
	/* microseconds: a journal may be the second of the same user, and a
	 * run sends more than one request a millisecond */
	const uint64_t today = (uint64_t)net_clock_today_ms() * 1000;

	for (size_t i = 0; i < r->counters.n; i++) {
		struct run_counter *c = &r->counters.v[i];
		const struct campaign_user *u =
			campaign_user(&r->s->campaign, c->user);
		const uint64_t used = journal_counter(r->journal, c->user);

		c->next = u && u->counter_start ? u->counter_start : today;
		if (used >= c->next)
			c->next = used + 1;
		/* questions to the inventory are in no attempt: a process
		 * that was killed asked as many at most */
		for (size_t k = 0; k < r->places.n && r->ask->resume; k++)
			c->next += r->places.v[k].asks ? r->cycle.runs : 0;
	}
}

/* Where each case goes, for good. */
static void interfaces(struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;

	r->away = arena_zero(&r->arena, c->interfaces.n + 1,
			     sizeof(*r->away));
	for (size_t i = 0; i < r->places.n; i++) {
		if (r->places.v[i].interface)
			r->plan.v[i].interface = (uint32_t)
				(r->places.v[i].interface - c->interfaces.v);
	}
}

static uint64_t away_ms(const struct sitrun_run_ask *ask)
{
	if (!ask->has_outage)
		return RUN_AWAY_MS;
	return ask->outage_s < INT64_MAX / 1000 ? ask->outage_s * 1000 :
						  INT64_MAX;
}

static bool open_all(struct sitrun_run *r)
{
	const struct run_settings settings = {
		.campaign = &r->s->campaign, .cases = r->plan.v,
		.n_cases = r->plan.n, .counters = r->counters.v,
		.n_counters = r->counters.n,
		.away_ms = away_ms(r->ask) };

	r->outbox_end = &r->outbox;
	if (!sitrun_again_load(r))
		return false;
	if (r->nothing_left)
		sitrun_clock_stand(r);
	else if (!sitrun_wire_open(r) || !sitrun_wire_probe(r) ||
		 !sitrun_clock_begin(r))
		return false;
	counters(r);
	if (!r->nothing_left && !sitrun_ask(r))
		return false;
	interfaces(r);
	r->run = run_new(&settings, sitrun_now(r));
	if (!sitrun_again_attempts(r))
		return false;
	return r->nothing_left || (write_port(r) && let_know(r));
}

/* ---- the end ---- */

static int verdict_status(const struct sitrun_run *r)
{
	const struct run_counts c = run_counts(r->run);

	if (r->stopped)
		return PROG_STOPPED;
	return c.over[VERDICT_PASS] + c.over[VERDICT_SKIP] == c.cases ?
	       PROG_OK : PROG_NO;
}

static uint64_t first_time(const struct results *rows)
{
	uint64_t n = 0;

	for (size_t i = 0; i < rows->rows.n; i++)
		n += span_eq(rows->rows.v[i].cell[RESULT_FIRST_VERDICT],
			     SPAN("PASS"));
	return n;
}

/* What was run until it was green is seen to have been. */
static void tell(const struct sitrun_run *r, const struct results *rows)
{
	const struct run_counts c = run_counts(r->run);
	struct buf b = BUF_INIT;
	uint64_t over = 0;

	for (unsigned i = 0; i < VERDICTS; i++) {
		if (c.over[i])
			buf_addf(&b, "%s%llu %s", b.n ? ", " : "",
				 (unsigned long long)c.over[i],
				 verdict_name((enum verdict_kind)i));
		if (c.over[i] && i == VERDICT_PASS)
			buf_addf(&b, " (%llu the first time)",
				 (unsigned long long)first_time(rows));
		over += c.over[i];
	}
	if (over < c.cases)
		buf_addf(&b, "%s%llu not run to their end", b.n ? ", " : "",
			 (unsigned long long)(c.cases - over));
	msg_note("cycle '" SPAN_F "': %llu case%s: %s",
		 SPAN_A(r->cycle.name), (unsigned long long)c.cases,
		 c.cases == 1 ? "" : "s", b.n ? b.p : "nothing to do");
	sitrun_away_end(r);
	if (r->stopped)
		msg_note("stopped; go on with --resume --journal '%s'",
			 r->journal_path);
	buf_release(&b);
}

static int show(struct sitrun_run *r, const struct results *rows, int status)
{
	const struct sitrun_views_ask ask = { .view = SITRUN_RESULTS,
					      .form = r->ask->form };
	const struct span clock = r->s->campaign.clock ==
		CAMPAIGN_CLOCK_ADMIN ? SPAN("admin") : SPAN("system");

	return sitrun_views_of(r->s, &ask, rows, clock, status);
}

static int results(struct sitrun_run *r, int status)
{
	const struct journal_want want = { .cycle = r->cycle.name,
					   .not_run = true };
	struct results rows = RESULTS_INIT;

	if (journal_results(r->journal, &want, &rows)) {
		tell(r, &rows);
		status = show(r, &rows, status);
	} else {
		msg_error("%s", journal_failure(r->journal));
		status = PROG_SYSTEM;
	}
	results_release(&rows);
	return status;
}

/* How large, and how long, before anything is sent. */
static void say_size(struct sitrun_run *r)
{
	struct case_size size;

	if (msg_quiet() || r->ask->resume || !r->cases.rows.n)
		return;
	case_size_count(&r->cases, &r->s->world, &r->s->campaign, &size);
	msg_note("cycle '" SPAN_F "' begins with %llu case%s; " SPAN_F,
		 SPAN_A(r->cycle.name), (unsigned long long)size.cases,
		 size.cases == 1 ? "" : "s",
		 SPAN_A(sitrun_view_time(&size, &r->s->campaign, &r->arena)));
}

static int turn(struct sitrun_run *r)
{
	say_size(r);
	/* a cycle has not begun where nobody could be reached */
	r->dirty = true;
	if (!open_all(r) || !sitrun_commit(r))
		return PROG_SYSTEM;
	sitrun_say_begin(r);
	if (!sitrun_loop(r)) {
		sitrun_say_end(r);
		return PROG_SYSTEM;
	}
	sitrun_say_end(r);
	if (!r->stopped && !(r->nothing_left && r->cycle.ended_ms))
		journal_cycle_end(r->journal, r->cycle.cycle,
				  net_clock_today_ms());
	r->dirty = true;
	if (!sitrun_commit(r))
		return PROG_SYSTEM;
	return results(r, verdict_status(r));
}

/* What is void has been marked, though nothing of it is run again. */
static int none_again(struct sitrun_run *r)
{
	const struct results none = RESULTS_INIT;

	if (!frame_accepts(r->f))
		return r->f->status;
	if (journal_commit(r->journal))
		return show(r, &none, PROG_OK);
	msg_error("%s", journal_failure(r->journal));
	return PROG_SYSTEM;
}

static bool results_possible(const struct sitrun_run *r)
{
	const char *path = r->f->common->output;
	struct buf why = BUF_INIT;
	const bool can = !path || out_possible(path, &why);

	if (!can)
		msg_error("%s", why.p);
	buf_release(&why);
	return can;
}

static int work(struct sitrun_run *r)
{
	struct table_out_options options;
	int status = PROG_SYSTEM;

	/* what is wrong with --columns or -o is told before a day has passed */
	if (!frame_table(r->f, &result_format, &options))
		return PROG_USAGE;
	if (!results_possible(r))
		return PROG_SYSTEM;
	if (!sitrun_again_cycle(r, &status))
		return status;
	if (r->none_again)
		return none_again(r);
	letters_open(&r->letters, r->s, &r->f->diag);
	read_trust(r);
	read_schema(r);
	if (!frame_accepts(r->f))
		return r->f->status;
	return turn(r);
}

static void close_all(struct sitrun_run *r)
{
	sitrun_wire_close(r);
	run_free(r->run);
	journal_load_release(&r->load);
	journal_close(r->journal);
	letters_close(&r->letters);
	xmlsig_certs_free(r->certs);
	xml_schema_free(r->schema);
	for (size_t i = 0; i < r->files.n; i++)
		buf_release(&r->files.v[i].bytes);
	for (size_t i = 0; i < r->memory.n; i++)
		close(r->memory.v[i]);
	vec_release(&r->files);
	vec_release(&r->memory);
	vec_release(&r->lost);
	vec_release(&r->places);
	vec_release(&r->plan);
	vec_release(&r->counters);
	intern_release(&r->s1sps);
	case_targets_release(&r->targets);
	release_release(&r->release);
	cases_release(&r->cases);
	buf_release(&r->text);
	arena_release(&r->scratch);
	arena_release(&r->arena);
}

int sitrun_run(struct sitrun *s, const struct sitrun_run_ask *ask)
{
	struct sitrun_run r = { .s = s, .ask = ask, .f = s->f,
		.release = RELEASE_INIT, .cases = CASES_INIT,
		.s1sps = INTERN_INIT, .load = JOURNAL_LOAD_INIT };
	int status;

	r.targets.keys = (struct intern)INTERN_INIT;
	status = work(&r);
	close_all(&r);
	return status;
}
