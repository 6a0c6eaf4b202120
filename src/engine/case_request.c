#include "engine/case_request.h"

#include "base/bug.h"
#include "engine/case_due.h"
#include "model/codes.h"
#include "model/srv_sets.h"

struct duis_profile case_request_profile(const struct campaign *c,
					 unsigned smets)
{
	const struct campaign_interface *i = campaign_interface(c, smets);

	return (struct duis_profile){
		.version = i ? duis_version(i->schema_version) : 0,
		.mp192 = c->mp192.enabled,
		.child_4_3 = c->mp192.child_43.p,
		.child_4_4_3 = c->mp192.child_443.p,
	};
}

unsigned case_request_variant(const struct testcase *c)
{
	return testcase_transforms(c) ? 4 : c->command_variant;
}

uint64_t case_request_acb(const struct campaign *c)
{
	return c->acb_eui ? c->acb_eui : CASE_REQUEST_ACB;
}

static bool fill(const struct case_request_ask *ask, struct duis_params *to,
		 struct diag *d)
{
	const struct testcase *c = ask->testcase;
	struct duis_params given = DUIS_PARAMS_INIT, under = DUIS_PARAMS_INIT;
	struct duis_facts facts = ask->facts;
	char day_text[DATE_TEXT];
	int32_t day;
	bool good;

	facts.has_now = true;
	facts.now = ask->now;
	facts.device = ask->device->eui;
	facts.chf = ask->device->chf ? ask->device->chf : facts.chf;
	facts.gpf = ask->device->gpf ? ask->device->gpf : facts.gpf;
	facts.mpxn = ask->device->mpxn.n ? ask->device->mpxn : facts.mpxn;
	if (case_due_billing(ask->device, ask->now * 1000, &day))
		facts.billing = span_of(date_text(day, day_text));
	for (size_t i = 0; i < c->param_count; i++)
		duis_params_add(&given, c->params[i].path, c->params[i].value,
				c->params[i].line);
	good = srv_set_under(span_of(c->srv->srv), &given, &under);
	if (good)
		good = duis_facts_fill(&under, &facts, ask->file, c->line, to,
				       d);
	else
		code_find(d, SIT057, &(struct code_place){ .file = ask->file,
			.line = c->line, .column = "parameters",
			.value = &duis_params_find(&given,
				SPAN(SRV_SET_PATH))->value },
			"is no ready set of %s", c->srv->srv);
	duis_params_release(&given);
	duis_params_release(&under);
	return good;
}

bool case_request_make(const struct case_request_ask *ask, struct arena *a,
		       struct duis_message *m, struct diag *d)
{
	const struct testcase *c = ask->testcase;
	const struct duis_profile profile = case_request_profile(
		ask->campaign, (unsigned)ask->device->smets);
	const struct campaign_interface *i = campaign_interface(ask->campaign,
		(unsigned)ask->device->smets);
	const struct duis_body_ask body = { c->srv, &profile, ask->file,
					    c->line };
	struct duis_params filled = DUIS_PARAMS_INIT, kept = DUIS_PARAMS_INIT;

	if (!testcase_sends(c))
		BUG("this case sends nothing");
	*m = (struct duis_message){
		.kind = DUIS_REQUEST,
		.schema_version = i ? i->schema_version : SPAN("5.1"),
		.has_id = true,
		.id = { ask->user, c->mode == CASE_DCC_ONLY ?
			case_request_acb(ask->campaign) : ask->device->eui,
			ask->counter },
		.reference = span_of(c->srv->reference),
		.variant = span_of(c->srv->srv),
		.command_variant = case_request_variant(c),
	};
	if (fill(ask, &filled, d)) {
		/* the texts of the tree are those of the parameters */
		for (size_t k = 0; k < filled.v.n; k++)
			vec_push(&kept.v, ((struct duis_param){
				arena_span(a, filled.v.v[k].path),
				arena_span(a, filled.v.v[k].value),
				filled.v.v[k].line }));
		m->body = duis_body_build(&body, &kept, a, d);
	}
	duis_params_release(&filled);
	duis_params_release(&kept);
	return m->body != NULL;
}
