#include "file/cases_in.h"

#include "file/duis_params_in.h"
#include "file/table_in.h"
#include "model/change.h"
#include "model/duis.h"
#include "model/pattern.h"

/* ---- cases ---- */

static const struct srv *srv_of(struct table_in *t, unsigned column,
				const struct span *cells)
{
	const struct srv *srv = srv_find(cells[column]);

	if (!srv && cells[column].n)
		table_in_reject(t, SIT051, column, cells, "is no service "
				"request variant, such as 4.4.3");
	return srv;
}

static void check_parts(struct table_in *t, const struct span *cells)
{
	static const unsigned parts[] = { CASES_COL_SET, CASES_COL_CASE,
					  CASES_COL_PPC_ID };

	for (unsigned i = 0; i < 3; i++) {
		if (cells[parts[i]].n && !testcase_part_ok(cells[parts[i]]))
			table_in_reject(t, SIT050, parts[i], cells, "cannot "
				"be part of a case id; expected letters, "
				"digits and . _ + -");
	}
}

static void check_patterns(struct table_in *t, const struct span *cells)
{
	static const unsigned patterns[] = { CASES_COL_EXPECT_ACK,
		CASES_COL_EXPECT_CODE, CASES_COL_EXPECT_ALERT };

	for (unsigned i = 0; i < 3; i++) {
		if (cells[patterns[i]].n && !pattern_valid(cells[patterns[i]]))
			table_in_reject(t, SIT052, patterns[i], cells,
				"is not a pattern of codes, such as I0, "
				"I0|I99 or E0501[0-9]+");
	}
}

static void check_user(struct table_in *t, const struct span *cells)
{
	const struct span user = cells[CASES_COL_USER];
	uint64_t eui;

	if (user.n && !srv_role_named(user) && !duis_eui_parse(user, &eui))
		table_in_reject(t, SIT053, CASES_COL_USER, cells,
				"is neither an EUI-64 nor a role (IS, ES, GS, "
				"RSA, ED, GT, OU)");
}

/* What begins with a digit wants to be a date, and must be one: a reason
 * would hold the case for good. */
static void check_not_before(struct table_in *t, const struct span *cells)
{
	const struct span s = cells[CASES_COL_NOT_BEFORE];
	int64_t ms;

	if (s.n && s.p[0] >= '0' && s.p[0] <= '9' &&
	    !testcase_not_before(s, &ms))
		table_in_reject(t, SIT054, CASES_COL_NOT_BEFORE, cells,
				"is neither a date, YYYY-MM-DD, nor a moment, "
				"YYYY-MM-DDThh:mm:ssZ");
}

static void take_params(struct table_in *t, const struct span *cells,
			struct cases *into, struct testcase *c)
{
	struct duis_params p = DUIS_PARAMS_INIT;
	struct duis_param *copy;

	if (!duis_params_read(cells[CASES_COL_PARAMETERS],
			      &(struct code_place){ .file = t->file,
				.line = t->line, .column = "parameters" },
			      &p, t->d))
		t->ok = false;
	copy = arena_zero(&into->arena, p.v.n, sizeof(*copy));
	for (size_t i = 0; i < p.v.n; i++) {
		copy[i].path = arena_span(&into->arena, p.v.v[i].path);
		copy[i].value = arena_span(&into->arena, p.v.v[i].value);
		copy[i].line = p.v.v[i].line;
	}
	c->params = copy;
	c->param_count = p.v.n;
	duis_params_release(&p);
}

static void take_words(struct table_in *t, const struct span *cells,
		       struct testcase *c)
{
	unsigned phase = 0, installation = CASE_INSTALLATIONS, mode = 0;
	unsigned polarity = 0, service = 3, mandatory = 1;
	uint64_t cv = 0;

	table_in_value(t, CASES_COL_PHASE, cells, &phase);
	table_in_value(t, CASES_COL_INSTALLATION_TYPE, cells, &installation);
	table_in_value(t, CASES_COL_MODE, cells, &mode);
	table_in_value(t, CASES_COL_POLARITY, cells, &polarity);
	table_in_value(t, CASES_COL_SERVICE, cells, &service);
	table_in_value(t, CASES_COL_MANDATORY, cells, &mandatory);
	if (table_in_count(t, CASES_COL_COMMAND_VARIANT, cells, &cv) &&
	    (cv < 1 || cv > 9))
		table_in_reject(t, SIT055, CASES_COL_COMMAND_VARIANT, cells,
				"is no command variant; expected 1 to 9");
	c->phase = (enum case_phase)phase;
	c->installation = (enum case_installation)installation;
	c->mode = (enum case_mode)mode;
	c->polarity = (enum case_polarity)polarity;
	c->service = "STD"[service < 3 ? service : 3];
	c->mandatory = mandatory == 0;
	c->command_variant = (unsigned)(cv <= 9 ? cv : 0);
	c->device_type = srv_device_named(cells[CASES_COL_DEVICE_TYPE]);
}

static void take_texts(const struct span *cells, struct arena *a,
		       struct testcase *c)
{
	c->ppc_id = arena_span(a, cells[CASES_COL_PPC_ID]);
	c->set = arena_span(a, cells[CASES_COL_SET]);
	c->name = arena_span(a, cells[CASES_COL_CASE]);
	c->user = arena_span(a, cells[CASES_COL_USER]);
	c->expect_ack = arena_span(a, cells[CASES_COL_EXPECT_ACK]);
	c->expect_code = arena_span(a, cells[CASES_COL_EXPECT_CODE]);
	c->expect_payload = arena_span(a, cells[CASES_COL_EXPECT_PAYLOAD]);
	c->expect_alert = arena_span(a, cells[CASES_COL_EXPECT_ALERT]);
	c->not_before = arena_span(a, cells[CASES_COL_NOT_BEFORE]);
	c->after = arena_span(a, cells[CASES_COL_AFTER]);
	c->requirement = arena_span(a, cells[CASES_COL_REQUIREMENT]);
}

static void take_case(struct table_in *t, const struct span *cells)
{
	static const unsigned present[] = { CASES_COL_PHASE, CASES_COL_SET,
		CASES_COL_DEVICE_TYPE, CASES_COL_SRV,
		CASES_COL_COMMAND_VARIANT, CASES_COL_MODE, CASES_COL_POLARITY,
		CASES_COL_CASE };
	struct cases *into = t->into;
	struct testcase c = { .file = diag_file(t->d, t->file),
			      .line = t->line };

	for (size_t i = 0; i < sizeof(present) / sizeof(present[0]); i++)
		table_in_present(t, SIT056, present[i], cells);
	check_parts(t, cells);
	check_patterns(t, cells);
	check_user(t, cells);
	check_not_before(t, cells);
	take_words(t, cells, &c);
	c.srv = srv_of(t, CASES_COL_SRV, cells);
	table_in_count(t, CASES_COL_FORBID_ANY_FOR_S, cells,
		       &c.forbid_any_for_s);
	c.has_trt = table_in_count(t, CASES_COL_TRT_MS, cells, &c.trt_ms);
	take_params(t, cells, into, &c);
	if (!t->ok)
		return;
	take_texts(cells, &into->arena, &c);
	c.id = testcase_id(&c, &into->arena);
	vec_push(&into->rows, c);
}

static const struct table_in_kind cases_kind = {
	&cases_format, take_case, SIT013, 0 };

bool cases_in_read(struct cases *cases, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system)
{
	return table_in_read(&cases_kind, path, limits, d, cases, source,
			     system);
}

bool cases_in_rows(struct cases *cases, struct rows *rows,
		   const struct span *names, size_t n, uint64_t line,
		   struct diag *d)
{
	return table_in_rows(&cases_kind, rows, names, n, line, d, cases);
}

bool cases_in_given(struct cases *cases, const char *file,
		    table_in_next *next, void *from, struct diag *d)
{
	return table_in_given(&cases_kind, file, next, from, d, cases);
}

/* ---- applicability, response times ---- */

static const struct srv *srv_or_all(struct table_in *t, unsigned column,
				    const struct span *cells)
{
	return span_eq(cells[column], SPAN("*")) ? NULL :
		srv_of(t, column, cells);
}

static void take_applicability(struct table_in *t, const struct span *cells)
{
	struct applicability *into = t->into;
	struct applicability_row r = { .line = t->line };
	const struct span type = cells[APPLICABILITY_COL_DEVICE_TYPE];
	unsigned installation = CASE_INSTALLATIONS, applies = 0, mandatory = 0;

	table_in_present(t, SIT056, APPLICABILITY_COL_SRV, cells);
	r.mode = CASE_MODES;
	r.srv = srv_or_all(t, APPLICABILITY_COL_SRV, cells);
	r.device_type = srv_device_named(type);
	if (type.n && !r.device_type)
		table_in_reject(t, SIT006, APPLICABILITY_COL_DEVICE_TYPE,
				cells, "is not a type of device");
	table_in_value(t, APPLICABILITY_COL_INSTALLATION_TYPE, cells,
		       &installation);
	table_in_value(t, APPLICABILITY_COL_MODE, cells, &r.mode);
	table_in_value(t, APPLICABILITY_COL_APPLIES, cells, &applies);
	table_in_value(t, APPLICABILITY_COL_MANDATORY, cells, &mandatory);
	if (!t->ok)
		return;
	r.installation = (enum case_installation)installation;
	r.applies = applies == 0;
	r.mandatory = mandatory == 0;
	r.ppc_id = arena_span(&into->arena, cells[APPLICABILITY_COL_PPC_ID]);
	r.requirement = arena_span(&into->arena,
				   cells[APPLICABILITY_COL_REQUIREMENT]);
	vec_push(&into->rows, r);
}

bool applicability_in_read(struct applicability *list, const char *path,
			   const struct input_limits *limits, struct diag *d,
			   struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&applicability_format, take_applicability, SIT013, 0 };

	return table_in_read(&kind, path, limits, d, list, source, system);
}

static void take_trt(struct table_in *t, const struct span *cells)
{
	struct trt_table *into = t->into;
	struct trt_row r = { 0 };
	unsigned kind = 0;

	table_in_present(t, SIT056, TRT_COL_KIND, cells);
	table_in_present(t, SIT056, TRT_COL_TRT_MS, cells);
	r.srv = srv_of(t, TRT_COL_SRV, cells);
	table_in_value(t, TRT_COL_KIND, cells, &kind);
	table_in_count(t, TRT_COL_TRT_MS, cells, &r.ms);
	if (!t->ok)
		return;
	r.kind = (enum trt_kind)kind;
	vec_push(&into->rows, r);
}

bool trt_in_read(struct trt_table *trt, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&trt_format, take_trt, SIT013, 0 };

	return table_in_read(&kind, path, limits, d, trt, source, system);
}

/* ---- what a change voids ---- */

static void take_voided(struct table_in *t, const struct span *cells)
{
	const struct span id = cells[VOIDED_COL_CASE_ID];

	if (id.n)
		intern_put(t->into, id, NULL);
}

bool voided_in_read(struct intern *ids, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&voided_format, take_voided, SIT013, 0 };

	return table_in_read(&kind, path, limits, d, ids, source, system);
}
