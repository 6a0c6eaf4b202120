/*
 * What devices say. A SMETS2 device answers with bytes that only its keys
 * could read, so any bytes do; a SMETS1 device's answer is in words, signed
 * by its service provider. Values are drawn from the seed, the device and
 * the day, so that they are the same whenever they are asked for.
 */
#include "emu/room.h"

#include "base/bug.h"
#include "base/num.h"
#include "file/xmlsig.h"

enum { ENTRIES = 3 };

static void put_number(struct emu_writer *w, const char *name, uint64_t n)
{
	char text[NUM_TEXT];

	xml_put(&w->w, &emu_ra, name, span_of(num_text(n, text)));
}

/* 0 to below `limit`, for this device, value and day */
static uint64_t value(const struct emu *e, const struct emu_job *job,
		      const char *name, int32_t day, uint64_t limit)
{
	return emu_hash(e->world->seed, span_of(name), job->device,
			(uint64_t)(uint32_t)day) % limit;
}

static void prepay_values(struct emu *e, const struct emu_job *job,
			  struct emu_writer *w)
{
	static const char *const names[] = {
		"EmergencyCreditBalance", "AccumulatedDebtRegister",
		"PaymentDebtRegister", "TimeDebtRegister1",
		"TimeDebtRegister2", "MeterBalance",
	};
	const int32_t day = moment_day(e->now_ms);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		put_number(w, names[i], value(e, job, names[i], day, 5000));
}

/* Whole readings, one a closed period, the newest first. */
static void billing_log(struct emu *e, const struct emu_job *job,
			const struct world_device *d, struct emu_writer *w)
{
	const bool gas = d->type == SRV_GSME || d->type == SRV_GPF;
	const int32_t today = moment_day(e->now_ms);
	char text[MOMENT_TEXT];

	xml_open(&w->w, &emu_ra, gas ? "Gas" : "Electricity");
	for (int32_t i = 0; i < ENTRIES; i++) {
		const int32_t day = today - 30 * i;

		xml_open(&w->w, &emu_ra, gas ? "GSMEBillingDataLogEntry" :
			 "ESMEBillingDataLogEntry");
		xml_put(&w->w, &emu_ra, "Timestamp", span_of(moment_text(
			moment_of_day(day), text)));
		put_number(w, "ActiveImportRegisterValueConsumption",
			   (uint64_t)(uint32_t)day * 1000 +
			   value(e, job, "register", 0, 1000));
		xml_close(&w->w);
	}
	xml_close(&w->w);
}

static void debug_error(struct emu_writer *w, const char *text)
{
	xml_open(&w->w, &emu_ra, "DebugInfo");
	xml_open(&w->w, &emu_ra, "SMETS1Debug");
	xml_open(&w->w, &emu_ra, "SMETS1Response");
	xml_put_attribute(&w->w, "ResponseCode", SPAN("1"));
	xml_put_attribute(&w->w, "Position", SPAN("1"));
	xml_put(&w->w, &emu_ra, "Error", span_of(text));
	xml_close(&w->w);
	xml_close(&w->w);
	xml_close(&w->w);
}

static void firmware_version(const struct world_device *d,
			     struct emu_writer *w)
{
	xml_put(&w->w, &emu_ra, "FirmwareVersion", d->fw_version);
}

/* What the schema wants to be there although nothing is known of it: an
 * element, for gas another, and in some a status. */
static const struct least {
	const char *response, *electricity, *gas, *status;
} least[] = {
	{ "JoinServiceCriticalRsp", "joinResponseCode", NULL, "success" },
	{ "JoinServiceNonCriticalRsp", "joinResponseCode", NULL, "success" },
	{ "UnjoinServiceCriticalRsp", "unjoinResponseCode", NULL, "success" },
	{ "UnjoinServiceNonCriticalRsp", "unjoinResponseCode", NULL,
	  "success" },
	{ "UpdateSecurityCredentialsDeviceRsp",
	  "UpdateSecurityCredentialsResponseCode", NULL, "success" },
	{ "RetrieveDailyConsumptionLogRsp", "Electricity", "Gas", NULL },
	{ "ReadTariffPrimaryElementRsp", "Electricity", "Gas", NULL },
	{ "ReadNetworkDataRsp", "Electricity", "Gas", NULL },
	{ "ReadInstantaneousImportTOUMatricesRsp", "Electricity", "Gas",
	  NULL },
	{ "RetrieveCoMOrTariffTriggeredBillingDataLogRsp", "Electricity",
	  "Gas", NULL },
	{ "ReadPrepaymentDailyReadLogRsp", "Electricity", "Gas", NULL },
	{ "ReadDeviceConfigurationEventAndAlertBehavioursRsp",
	  "ElectricitySupplierAlertEventSettings",
	  "GasSupplierAlertEventSettings", NULL },
};

static void least_content(const struct emu_job *job, bool gas,
			  struct emu_writer *w)
{
	const struct span name = span_of(job->srv->mmc_response);

	for (size_t i = 0; i < sizeof(least) / sizeof(least[0]); i++) {
		if (!span_eq(name, span_of(least[i].response)))
			continue;
		xml_open(&w->w, &emu_ra, gas && least[i].gas ?
			 least[i].gas : least[i].electricity);
		if (least[i].status)
			xml_put_attribute(&w->w, "ResponseCode", SPAN("00"));
		if (least[i].status)
			xml_put(&w->w, &emu_ra, "ASN1Status",
				span_of(least[i].status));
		xml_close(&w->w);
	}
}

/* Registers that only rise. */
static void import_registers(struct emu *e, const struct emu_job *job,
			     bool gas, struct emu_writer *w)
{
	const uint64_t hours = (uint64_t)(e->now_ms / 3600000);

	xml_open(&w->w, &emu_ra, gas ? "Gas" : "Electricity");
	xml_open(&w->w, &emu_ra, gas ? "ConsumptionRegister" :
		 "ActiveImportRegister");
	put_number(w, "Value", hours + value(e, job, "import", 0, 100000));
	xml_close(&w->w);
	xml_close(&w->w);
}

static void smets_data(struct emu *e, const struct emu_job *job,
		       const struct world_device *d, struct emu_writer *w)
{
	const struct span srv = span_of(job->srv->srv);
	const bool log = span_eq(srv, SPAN("4.4.3"));
	const bool none = log && job->schedule &&
			  !emu_schedule_aligned(e, job);
	const bool gas = d->type == SRV_GSME || d->type == SRV_GPF;

	if (!job->srv->mmc_response[0])
		return;
	xml_open(&w->w, &emu_ra, "SMETSData");
	xml_open(&w->w, &emu_ra, job->srv->mmc_response);
	xml_put_attribute(&w->w, "MessageSuccess",
			  none ? SPAN("false") : SPAN("true"));
	if (none) {
		xml_open(&w->w, &emu_ra, d->type == SRV_ESME ?
			 "Electricity" : "Gas");
		xml_close(&w->w);
	} else if (span_eq(srv, SPAN("4.3"))) {
		prepay_values(e, job, w);
	} else if (log) {
		billing_log(e, job, d, w);
	} else if (span_eq(srv, SPAN("11.2"))) {
		firmware_version(d, w);
	} else if (span_eq(srv, SPAN("4.1.1"))) {
		import_registers(e, job, gas, w);
	} else {
		least_content(job, gas, w);
	}
	xml_close(&w->w);
	xml_close(&w->w);
	if (none)
		debug_error(w, "Data Not Available");
}

/* The part that the service provider signs; a document of its own. */
static void smets1_signed(struct emu *e, const struct emu_job *job,
			  const struct world_device *d,
			  const struct emu_answer *a, struct buf *out)
{
	struct emu_writer w = { .a = a, .bytes = BUF_INIT };
	struct xmlsig_error why;
	char text[NUM_TEXT];

	xml_begin(&w.w, &w.bytes, XML_FRAGMENT);
	xml_open(&w.w, &emu_sr, "SMETS1SignedResponse");
	xml_put_attribute(&w.w, "schemaVersion", e->world->schema_version);
	xml_open(&w.w, &emu_sr, "SMETS1Response");
	xml_open(&w.w, &emu_sr, "Header");
	emu_put_eui(&w, &emu_ra, "BusinessOriginatorID", job->device);
	emu_put_eui(&w, &emu_ra, "BusinessTargetID",
		    job->schedule ? e->world->acb : job->user);
	xml_put(&w.w, &emu_ra, "OriginatorCounter",
		span_of(num_text(job->counter, text)));
	if (job->schedule) {
		emu_put_eui(&w, &emu_ra, "SupplementaryRemotePartyID",
			    job->user);
		xml_put(&w.w, &emu_ra, "SupplementaryRemotePartyCounter",
			span_of(num_text(job->counter, text)));
	}
	xml_put(&w.w, &emu_ra, "ServiceReference",
		span_of(job->srv->reference));
	xml_put(&w.w, &emu_ra, "ServiceReferenceVariant",
		span_of(job->srv->srv));
	xml_close(&w.w);
	xml_open(&w.w, &emu_sr, "Body");
	xml_open(&w.w, &emu_sr, "ResponseMessage");
	smets_data(e, job, d, &w);
	xml_close(&w.w);
	xml_close(&w.w);
	xml_close(&w.w);
	xml_close(&w.w);
	if (!xml_end(&w.w))
		BUG("a device said what XML cannot carry");
	if (!e->set.s1sp_key || EMU_HAS(&job->mishap, UNSIGNED) ||
	    !xmlsig_sign(e->set.s1sp_key, buf_span(&w.bytes), out, &why))
		buf_add(out, buf_span(&w.bytes));
	buf_release(&w.bytes);
}

static void put_schedule_id(struct emu_writer *w, uint64_t id)
{
	char text[NUM_TEXT];

	emu_put(w, "DSPScheduleID", span_of(num_text(id, text)));
}

static void write_smets1(struct emu *e, const struct emu_job *job,
			 const struct world_device *d, struct emu_writer *w)
{
	struct buf nested = BUF_INIT;

	xml_open(&w->w, &emu_sr, "SMETS1ResponseMessage");
	emu_put_refs(w, job->srv);
	if (job->schedule)
		put_schedule_id(w, job->schedule);
	smets1_signed(e, job, d, w->a, &nested);
	xml_put_raw(&w->w, buf_span(&nested));
	xml_close(&w->w);
	buf_release(&nested);
}

static void write_smets2(struct emu *e, const struct emu_job *job,
			 struct emu_writer *w)
{
	struct buf payload = BUF_INIT;

	emu_payload(e, &payload, "response", job->device, job->srv,
		    job->counter);
	xml_open(&w->w, &emu_sr, "ResponseMessage");
	emu_put_refs(w, job->srv);
	if (job->schedule)
		xml_open(&w->w, &emu_sr, "DSPScheduledMessage");
	emu_put(w, "GBCSPayload", buf_span(&payload));
	if (job->schedule) {
		put_schedule_id(w, job->schedule);
		xml_close(&w->w);
	}
	xml_close(&w->w);
	buf_release(&payload);
}

static void head_of(const struct emu_job *job, struct span code,
		    struct emu_answer *a)
{
	const struct emu_mishap *m = &job->mishap;

	*a = (struct emu_answer){
		.request_id = span_of(job->id), .from = job->device,
		.to = job->user, .counter = job->counter, .code = code,
		.srv = job->srv, .lower = EMU_HAS(m, LOWER_CASE),
		.upper = EMU_HAS(m, UPPER_CASE), .sign = !EMU_HAS(m, UNSIGNED),
	};
}

/* A result without data: the code says it all. */
static void write_refs(const struct emu_job *job, struct emu_writer *w)
{
	xml_open(&w->w, &emu_sr, "ResponseMessage");
	emu_put_refs(w, job->srv);
	xml_close(&w->w);
}

void emu_result(struct emu *e, const struct emu_job *job, struct buf *out,
		struct span *code)
{
	const struct world_device *d = world_device(e->world, job->device);
	struct emu_answer a;
	struct emu_writer w;

	*code = job->mishap.result_code.n ? job->mishap.result_code :
		!d || d->unreachable ? SPAN("E20") :
		d->han_left ? SPAN("E21") : SPAN("I0");
	head_of(job, *code, &a);
	emu_answer_begin(e, &w, &a);
	if (!d || code->p[0] == 'E')
		write_refs(job, &w);
	else if (d->smets == 1)
		write_smets1(e, job, d, &w);
	else
		write_smets2(e, job, &w);
	emu_answer_end(e, &w, out);
}

/* What a SMETS2 device says when it carries out what was future dated. */
void emu_future_alert(struct emu *e, const struct emu_job *job,
		      struct buf *out)
{
	struct buf payload = BUF_INIT;
	struct emu_answer a;
	struct emu_writer w;

	head_of(job, SPAN("I0"), &a);
	emu_payload(e, &payload, "executed", job->device, job->srv,
		    job->counter);
	emu_answer_begin(e, &w, &a);
	xml_open(&w.w, &emu_sr, "ResponseMessage");
	emu_put_refs(&w, job->srv);
	xml_open(&w.w, &emu_sr, "FutureDatedDeviceAlertMessage");
	emu_put(&w, "FutureDatedAlertCode", SPAN("8F66"));
	emu_put(&w, "GBCSPayload", buf_span(&payload));
	emu_put(&w, "InstructionNumber", SPAN("1"));
	emu_put(&w, "TotalCommandInstructions", SPAN("1"));
	xml_close(&w.w);
	xml_close(&w.w);
	emu_answer_end(e, &w, out);
	buf_release(&payload);
}
