/* Reads in the order of what depends on what. */
#include "tools/plan_session.h"

#include <string.h>

#include "engine/count.h"
#include "engine/plan_ppcl.h"
#include "engine/ppcl_check.h"
#include "file/plan_in.h"
#include "file/plan_schedule_in.h"
#include "file/ppcl_in.h"
#include "model/codes.h"
#include "tools/plan_scan.h"

struct plan_source {
	const char *role;
	plan_table_reader *read;
};

static const struct plan_source sources[PLAN_TABLES] = {
	[PLAN_TABLE_ELIGIBILITY] = { "eligibility", plan_eligibility_read },
	[PLAN_TABLE_CAPACITY] = { "capacity", plan_capacity_read },
	[PLAN_TABLE_CALENDAR] = { "calendar", plan_calendar_read },
	[PLAN_TABLE_SUCCESS] = { "success", plan_success_read },
	[PLAN_TABLE_MILESTONES] = { "milestones", plan_milestones_read },
	[PLAN_TABLE_EXCLUSIONS] = { "exclusions", plan_exclusions_read },
	[PLAN_TABLE_UPGRADES] = { "upgrades", plan_upgrades_read },
};

static void read_one(struct plan_session *s, const char *role,
		     plan_table_reader *read, const char *path)
{
	struct frame *f = s->f;
	struct rows_source source;
	bool system;

	read(&s->tables, path, &f->limits, &f->diag, &source, &system);
	f->system_failed = f->system_failed || system;
	frame_source(f, role, &source, true);
}

/* Ids of the eligibility to combinations; without a release they are found
 * to say nothing. */
static void resolve_ids(struct plan_session *s)
{
	struct frame *f = s->f;
	struct release release = RELEASE_INIT;
	struct rows_source source = { .name = NULL };
	bool system = false, ok = true;

	if (s->paths->ppcl) {
		ok = ppcl_read(&release, s->paths->ppcl, &f->limits, &f->diag,
			       &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "ppcl", &source, true);
		ok = ok && ppcl_check(&release, source.name, PPCL_CHECK_IDS,
				      &f->diag);
	}
	if (ok)
		plan_ppcl_resolve(&s->tables, s->paths->ppcl ? &release : NULL,
				  source.name, &f->diag);
	release_release(&release);
}

static void read_schedules(struct plan_session *s)
{
	struct frame *f = s->f;
	struct rows_source source;
	bool system;

	if (!s->paths->schedules)
		return;
	plan_schedule_read(&s->schedules, s->paths->schedules, &f->limits,
			   &f->diag, &source, &system);
	f->system_failed = f->system_failed || system;
	frame_source(f, "schedules", &source, true);
}

static void read_tables(struct plan_session *s)
{
	for (unsigned i = 0; i < PLAN_TABLES; i++) {
		const uint64_t before = s->f->diag.count[DIAG_ERROR];

		if (s->paths->table[i])
			read_one(s, sources[i].role, sources[i].read,
				 s->paths->table[i]);
		if (i == PLAN_TABLE_CAPACITY || i == PLAN_TABLE_CALENDAR)
			s->capacity_errors += s->f->diag.count[DIAG_ERROR] -
					      before;
	}
	resolve_ids(s);
	read_schedules(s);
	for (size_t i = 0; i < s->paths->policies; i++)
		read_one(s, "policy", plan_policy_read,
			 s->paths->policy[i]);
}

/* ---- the inventory ------------------------------------------------------- */

static void want(bool *wanted, const struct plan_match *m)
{
	for (uint32_t i = 0; i < m->n; i++) {
		if (m->column[i] < RFI_COLUMNS)
			wanted[m->column[i]] = true;
	}
}

/* The columns on which anything hangs; the status comes with the counts. */
static size_t wanted_columns(const struct plan_session *s,
			     uint32_t columns[RFI_COLUMNS])
{
	const struct plan_tables *t = &s->tables;
	bool wanted[RFI_COLUMNS] = { false };
	size_t n = 0;

	wanted[RFI_SUPPLIER] = wanted[RFI_REGION] = true;
	wanted[RFI_CUSTOMER_TYPE] = wanted[RFI_WEIGHT] = true;
	wanted[RFI_ATTEMPTS_MADE] = true;
	wanted[RFI_EARLIEST] = wanted[RFI_LATEST] = true;
	for (size_t i = 0; i < t->policy.n; i++)
		wanted[RFI_GAINED_ON] = wanted[RFI_GAINED_ON] ||
					t->policy.v[i].relative;
	for (size_t i = 0; i < t->eligibility.n; i++)
		want(wanted, &t->eligibility.v[i].match);
	for (size_t i = 0; i < t->capacity.n; i++)
		want(wanted, &t->capacity.v[i].match);
	for (size_t i = 0; i < t->success.n; i++)
		want(wanted, &t->success.v[i].match);
	for (size_t i = 0; i < t->milestones.n; i++)
		want(wanted, &t->milestones.v[i].match);
	for (size_t i = 0; i < t->exclusions.n; i++)
		want(wanted, &t->exclusions.v[i].match);
	for (size_t i = 0; i < t->upgrades.n; i++)
		want(wanted, &t->upgrades.v[i].match);
	for (size_t i = 0; i < s->paths->also_n; i++)
		want(wanted, &s->paths->also[i]);
	wanted[RFI_STATUS] = false;
	for (uint32_t c = 0; c < RFI_COLUMNS; c++) {
		if (wanted[c])
			columns[n++] = c;
	}
	return n;
}

static void learn_ids(struct plan_session *s)
{
	for (size_t i = 0; i < s->tables.exclusions.n; i++) {
		const struct plan_exclusion *x = &s->tables.exclusions.v[i];
		bool fresh;
		uint32_t id;

		if (x->installation_id.n == 0)
			continue;
		id = intern_put(&s->ids, x->installation_id, &fresh);
		if (fresh) {
			vec_push(&s->exclusion_of, i);
			vec_push(&s->met, false);
			continue;
		}
		code_find(&s->f->diag, PLAN025, &(struct code_place){
			.file = s->tables.file[PLAN_TABLE_EXCLUSIONS],
			.line = x->line, .column = "installation_id",
			.value = &x->installation_id },
			"stands in line %llu already", (unsigned long long)
			s->tables.exclusions.v[s->exclusion_of.v[id]].line);
	}
}

static bool is_unnamed(const struct plan_session *s,
		       const struct plan_scan_row *row)
{
	return s->paths->needs_ids && (span_trim(row->id).n == 0 ||
				       row->active + row->dormant != 1);
}

static void take_row(void *ctx, const struct plan_scan_row *row)
{
	struct plan_session *s = ctx;
	const struct span id = span_trim(row->id);
	uint32_t at;

	if (is_unnamed(s, row))
		code_find(&s->f->diag, PLAN032, &(struct code_place){
			.file = s->load.check.at.file, .line = row->line,
			.column = "installation_id", .value = &row->id },
			"is not one installation: nothing can be said of it "
			"alone");
	at = id.n ? intern_find(&s->ids, id) : INTERN_NONE;
	if (at == INTERN_NONE)
		return;
	s->met.v[at] = true;
	for (unsigned d = 0; d < 2; d++) {
		const uint64_t n = d ? row->dormant : row->active;

		if (n)
			vec_push(&s->by_kind, ((struct plan_held){ row->kind,
				d == 1, s->exclusion_of.v[at], n }));
	}
}

static bool take(struct load *l, uint32_t kind,
		 const struct check_count *count, const struct span *cells)
{
	struct plan_session *s = l->ctx;

	s->unscanned = true;
	take_row(s, &(struct plan_scan_row){
		.kind = kind, .active = count->active,
		.dormant = count->dormant, .line = l->check.at.line,
		.id = cells[RFI_INSTALLATION_ID] });
	return true;
}

static bool is_of_note(void *ctx, struct plan_scan_row *row)
{
	const struct plan_session *s = ctx;
	const struct span id = span_trim(row->id);

	return is_unnamed(s, row) ||
	       (id.n && intern_find(&s->ids, id) != INTERN_NONE);
}

static void take_scan(struct load *l, struct load_scan *scan)
{
	struct plan_session *s = l->ctx;
	const struct plan_scan_pass pass = {
		is_of_note, take_row, s, true
	};

	vec_push(&s->scans, scan);
	if (!s->ids.count && !s->paths->needs_ids)
		return;
	if (plan_scan_each(scan, &pass))
		return;
	code_find(&s->f->diag, RFI001, &(struct code_place){
		.file = l->check.at.file },
		"has changed while it was read; begin again");
	s->f->system_failed = true;
}

static void tell_ids(struct plan_session *s)
{
	for (uint32_t i = 0; i < s->met.n; i++) {
		const struct plan_exclusion *x =
			&s->tables.exclusions.v[s->exclusion_of.v[i]];

		if (!s->met.v[i])
			code_find(&s->f->diag, PLAN030, &(struct code_place){
				.file = s->tables.file[PLAN_TABLE_EXCLUSIONS],
				.line = x->line, .column = "installation_id",
				.value = &x->installation_id },
				"is no installation of the inventory");
	}
	for (size_t i = 0; i < s->by_kind.n; i++) {
		struct plan_held h = s->by_kind.v[i];

		h.row = s->row_of_kind[h.row];
		if (h.row != COUNT_NO_ROW)
			vec_push(&s->held, h);
	}
}

static void read_inventory(struct plan_session *s)
{
	uint32_t columns[RFI_COLUMNS];
	struct load_paths paths = s->paths->load;
	struct count_notes notes = { 0 };

	paths.also = columns;
	paths.also_n = wanted_columns(s, columns);
	learn_ids(s);
	load_init(&s->load, s->f, &paths, ESTATE_COUNTING, DIAG_ERROR);
	s->has_load = true;
	s->load.may_be_tally = true;
	s->load.digest = frame_kind(s->f) == TABLE_JSON;
	s->load.ctx = s;
	if (s->ids.count || s->paths->needs_ids || s->paths->asks_ids) {
		s->load.take = take;
		s->load.take_scan = take_scan;
	}
	load_files(&s->load, s->files, s->files_n);
	s->tally = &s->load.tally;
	if (!s->load.is_tally) {
		s->row_of_kind = count_estate_rows(&s->load.estate,
			&s->load.policy, &s->counted, &notes);
		s->tally = &s->counted;
		tell_ids(s);
	}
	if (s->load.is_tally && s->paths->needs_ids)
		code_find(&s->f->diag, PLAN032, &(struct code_place){
			.file = s->f->sources.v[s->f->sources.n - 1]
				.source.name },
			"a tally names no installation: --assign and --cancel "
			"want the inventory");
	s->notes.superseded = notes.superseded;
	s->notes.replaced = notes.replaced;
	if (notes.moved_by_upgrades)
		code_find(&s->f->diag, PLAN034, &(struct code_place){ 0 },
			  "%llu installations are counted on the firmware "
			  "planned for them",
			  (unsigned long long)notes.moved_by_upgrades);
}

/* ---- days ---------------------------------------------------------------- */

/* Without a date in the inventory, the day from which there is capacity. */
static int32_t find_as_of(const struct plan_session *s)
{
	int32_t day = frame_as_of(s->f, s->load.estate.newest);

	for (size_t i = 0; day == DATE_NONE && i < s->tables.capacity.n; i++) {
		int32_t first = DATE_NONE;

		for (size_t j = 0; j < s->tables.capacity.n; j++) {
			const int32_t from = s->tables.capacity.v[j].from;

			if (from != DATE_NONE &&
			    (first == DATE_NONE || from < first))
				first = from;
		}
		return first;
	}
	return day;
}

/* The day behind the last one: so many weeks, or the nearest deadline. */
static int32_t find_end(const struct plan_session *s)
{
	const int32_t most = s->start + (int32_t)PLAN_WEEKS_MAX * 7;
	int32_t end = DATE_NONE;

	if (s->paths->weeks)
		return s->start + (int32_t)s->paths->weeks * 7;
	for (unsigned i = 0; i <= PLAN_RULE_TMAD; i++) {
		const struct plan_policy *p = s->rules.row[i];

		if (p && !p->relative &&
		    (end == DATE_NONE || p->day + 1 < end))
			end = p->day + 1;
	}
	if (end == DATE_NONE)
		return s->start + (int32_t)PLAN_WEEKS * 7;
	return end > most ? most : end;
}

static void make_periods(struct plan_session *s)
{
	const int32_t end = find_end(s);

	s->period = mem_array((size_t)(end - s->start) / 7 + PLAN_DAILY + 1,
			      sizeof(*s->period));
	s->periods = plan_periods_make(s->start, end, s->paths->daily,
				       s->period);
}

static void make_classes(struct plan_session *s)
{
	const struct plan_classes_input in = {
		.tally = s->tally, .tables = &s->tables, .rules = &s->rules,
		.period = s->period, .periods = s->periods,
		.start = s->start, .known_on = s->known_on,
		.lenient = s->paths->lenient, .sound = s->sound,
		.held = s->held.v,
		.held_n = s->held.n, .also = s->paths->also,
		.also_n = s->paths->also_n, .diag = &s->f->diag,
		.file = s->files_n == 1 && s->f->sources.n ?
			s->f->sources.v[s->f->sources.n - 1].source.name :
			NULL,
	};

	plan_classes_make(&in, &s->classes);
	s->has_classes = true;
}

static void make_question(struct plan_session *s)
{
	const struct plan_question_input in = {
		.tables = &s->tables, .rules = &s->rules,
		.classes = &s->classes, .period = s->period,
		.periods = s->periods, .has_unit = s->paths->has_unit,
		.sound = s->sound, .attempts = s->paths->attempts,
		.diag = &s->f->diag,
	};

	plan_question_make(&in, &s->question);
	s->has_question = true;
}

uint64_t plan_session_units(const struct plan_session *s,
			    uint32_t class_index, uint64_t installations)
{
	return s->unit == PLAN_METERS ? installations *
	       s->classes.list[class_index].meters : installations;
}

int plan_session_read(struct plan_session *s, struct frame *f,
		      const struct plan_paths *paths, char **files, int n)
{
	memset(s, 0, sizeof(*s));
	s->f = f;
	s->paths = paths;
	s->files = files;
	s->files_n = n;
	s->unit = paths->unit;
	s->counted = (struct tally)TALLY_INIT;
	s->ids = (struct intern)INTERN_INIT;
	plan_tables_init(&s->tables);
	plan_schedules_init(&s->schedules);
	read_tables(s);
	if (paths->amend)
		paths->amend(s, paths->amend_ctx);
	read_inventory(s);
	/* Rejected capacities change no class. */
	s->sound = s->f->diag.count[DIAG_ERROR] == s->capacity_errors;
	if (f->system_failed) {
		frame_accepts(f);
		return f->status;
	}
	s->as_of = find_as_of(s);
	if (s->as_of == DATE_NONE && f->diag.count[DIAG_ERROR]) {
		frame_accepts(f);
		return f->status;
	}
	if (s->as_of == DATE_NONE)
		return frame_usage(f, "nothing that was read has a date to "
				   "plan from; give --as-of");
	s->known_on = paths->known_on == DATE_NONE ? s->as_of :
						     paths->known_on;
	s->start = plan_monday(s->as_of);
	plan_rules_make(&s->tables, s->known_on, s->start, paths->lenient,
			&f->diag, &s->rules);
	make_periods(s);
	make_classes(s);
	make_question(s);
	return -1;
}

void plan_session_release(struct plan_session *s)
{
	if (s->has_question)
		plan_question_release(&s->question);
	if (s->has_classes)
		plan_classes_release(&s->classes);
	mem_free(s->period);
	mem_free(s->row_of_kind);
	vec_release(&s->exclusion_of);
	vec_release(&s->held);
	vec_release(&s->by_kind);
	vec_release(&s->met);
	for (size_t i = 0; i < s->scans.n; i++)
		load_scan_free(s->scans.v[i]);
	vec_release(&s->scans);
	intern_release(&s->ids);
	tally_release(&s->counted);
	if (s->has_load)
		load_release(&s->load);
	plan_schedules_release(&s->schedules);
	plan_tables_release(&s->tables);
}
