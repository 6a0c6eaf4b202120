#include "file/cases_out.h"

#include "base/json.h"

/* The parameters as an object in one line; blank where there are none. */
static struct span params(const struct testcase *c, struct arena *a)
{
	struct buf text = BUF_INIT;
	struct buf_sink sink;
	struct json j;
	struct span cell;

	if (c->param_count == 0)
		return SPAN_EMPTY;
	buf_sink_init(&sink, &text);
	json_init(&j, &sink.sink);
	json_object_flat(&j, NULL);
	for (size_t i = 0; i < c->param_count; i++) {
		const struct duis_param *p = &c->params[i];

		json_string(&j, arena_string(a, p->path), p->value);
	}
	json_end(&j);
	cell = arena_span(a, span_trim(buf_span(&text)));
	buf_release(&text);
	return cell;
}

static struct span count_if(struct arena *a, uint64_t n, bool there)
{
	return there ? arena_printf(a, "%llu", (unsigned long long)n) :
		       SPAN_EMPTY;
}

static const char *service(char c)
{
	switch (c) {
	case 'S':
		return "S";
	case 'T':
		return "T";
	case 'D':
		return "D";
	default:
		return "auto";
	}
}

void cases_out_cells(const struct testcase *c, struct arena *a,
		     struct span cells[CASES_COLUMNS])
{
	cells[CASES_COL_PHASE] = span_of(case_phase_name(c->phase));
	cells[CASES_COL_SET] = c->set;
	cells[CASES_COL_PPC_ID] = c->ppc_id;
	cells[CASES_COL_INSTALLATION_TYPE] =
		span_of(case_installation_name(c->installation));
	cells[CASES_COL_DEVICE_TYPE] =
		span_of(srv_device_name(c->device_type));
	cells[CASES_COL_SRV] = span_of(c->srv->srv);
	cells[CASES_COL_COMMAND_VARIANT] = count_if(a, c->command_variant,
						    true);
	cells[CASES_COL_MODE] = span_of(case_mode_name(c->mode));
	cells[CASES_COL_POLARITY] = span_of(case_polarity_name(c->polarity));
	cells[CASES_COL_CASE] = c->name;
	cells[CASES_COL_USER] = c->user;
	cells[CASES_COL_SERVICE] = span_of(service(c->service));
	cells[CASES_COL_EXPECT_ACK] = c->expect_ack;
	cells[CASES_COL_EXPECT_CODE] = c->expect_code;
	cells[CASES_COL_EXPECT_PAYLOAD] = c->expect_payload;
	cells[CASES_COL_EXPECT_ALERT] = c->expect_alert;
	cells[CASES_COL_FORBID_ANY_FOR_S] =
		count_if(a, c->forbid_any_for_s, c->forbid_any_for_s > 0);
	cells[CASES_COL_TRT_MS] = count_if(a, c->trt_ms, c->has_trt);
	cells[CASES_COL_MANDATORY] = c->mandatory ? SPAN("Y") : SPAN("N");
	cells[CASES_COL_NOT_BEFORE] = c->not_before;
	cells[CASES_COL_AFTER] = c->after;
	cells[CASES_COL_REQUIREMENT] = c->requirement;
	cells[CASES_COL_PARAMETERS] = params(c, a);
}
