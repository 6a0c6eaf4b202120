/*
 * duis_shapes.c - the shapes of envelopes, of what the DCC answers by itself
 * and of alerts
 *
 * In the words of the schema 5.1, with what 5.3 and 5.4 added. Lists of
 * names that grow with every version (response codes, alert codes, SRVs,
 * regions, the children of schedules) are not closed here.
 */
#include "file/duis_shape.h"

#define U16	0, UINT16_MAX
#define U32	0, UINT32_MAX
#define ANY_LENGTH 0, UINT64_MAX
#define NAMED	1, UINT64_MAX

/* RULE(name, type, times, size or range, and what else) */
#define RULE(n, t, least_times, most_times, ...) \
	{ .name = (n), .type = DUIS_IS_##t, .min = (least_times), \
	  .max = (most_times), __VA_ARGS__ }
#define ONE(n, t)	RULE(n, t, 1, 1, .least = 0)
#define MAYBE(n, t)	RULE(n, t, 0, 1, .least = 0)
#define SIZED(...)	SIZED_(__VA_ARGS__)
#define SIZED_(lo, hi)	.least = (lo), .most = (hi)
#define ONE_TEXT(n, range) RULE(n, TEXT, 1, 1, SIZED(range))
#define MAYBE_TEXT(n, range) RULE(n, TEXT, 0, 1, SIZED(range))
#define ONE_NUMBER(n, range) RULE(n, NUMBER, 1, 1, SIZED(range))
#define MAYBE_NUMBER(n, range) RULE(n, NUMBER, 0, 1, SIZED(range))
#define ONE_OF(n, v)	RULE(n, VALUE, 1, 1, .values = (v))
#define MAYBE_OF(n, v)	RULE(n, VALUE, 0, 1, .values = (v))
#define ONE_IN(n, s)	RULE(n, INNER, 1, 1, .inside = &(s))
#define MAYBE_IN(n, s)	RULE(n, INNER, 0, 1, .inside = &(s))
#define EITHER(n, t)	RULE(n, t, 1, 1, .choice = 1)
#define EITHER_IN(n, s)	RULE(n, INNER, 1, 1, .inside = &(s), .choice = 1)
#define EVEN(n, t)	RULE(n, t, 0, 1, .choice = 1)
#define EVEN_IN(n, s)	RULE(n, INNER, 0, 1, .inside = &(s), .choice = 1)
#define SIGNATURE(times) \
	RULE("Signature", ANY, times, 1, .other = true)

#define SHAPE_OF(s, name) \
	{ s, name##_rules, sizeof(name##_rules) / sizeof(name##_rules[0]) }
#define SHAPE(name) \
	static const struct duis_shape name = SHAPE_OF(DUIS_SR, name)

#define DEVICE_TYPES "ESME|GSME|GPF|CHF|HCALCS|PPMID|IHD|CAD"
#define SCHEDULE_ID 0, 1000000000000
#define FIRMWARE 1, 8
#define MPXN 1, 13
#define MPAN 13, 13

static const struct duis_shape nothing = { DUIS_SR, NULL, 0 };

/* ---- requests ---- */

static const struct duis_rule request_header_rules[] = {
	ONE("RequestID", ID),
	MAYBE("FirstInSequence", BOOLEAN),
	MAYBE("PrecedingServiceRequestID", ID),
	RULE("CommandVariant", NUMBER, 1, 1, .least = 1, .most = 9),
	ONE("ServiceReference", REFERENCE),
	ONE("ServiceReferenceVariant", REFERENCE),
};
SHAPE(request_header);

static const struct duis_rule request_rules[] = {
	ONE_IN("Header", request_header),
	ONE("Body", BODY),
	SIGNATURE(0),
};
const struct duis_shape duis_request_shape = SHAPE_OF(DUIS_SR, request);

/* ---- what the DCC answers by itself ---- */

static const struct duis_rule payload_rules[] = {
	ONE("GBCSPayload", BASE64),
};
SHAPE(payload);

static const struct duis_rule pre_command_rules[] = {
	ONE_TEXT("GBCSVersion", ANY_LENGTH),
	ONE("GBCSPayload", BASE64),
};
SHAPE(pre_command);

static const struct duis_rule cin_rules[] = {
	ONE("GBCSPayload", BASE64),
	RULE("CustomerIdentificationNumber", DIGITS, 1, 1, .most = 4),
};
SHAPE(cin);

static const struct duis_rule property_rules[] = {
	RULE("PostCode", TEXT, 1, 1, .least = 6, .most = 8),
	RULE("AddressIdentifier", TEXT, 1, 1, .most = 30),
};
SHAPE(property);

static const struct duis_rule device_rules[] = {
	ONE("DeviceID", EUI),
	ONE_OF("DeviceType", DEVICE_TYPES),
	MAYBE_OF("DeviceStatus", "Pending|Whitelisted|"
		 "InstalledNotCommissioned|Commissioned|Decommissioned|"
		 "Withdrawn|Suspended|Recovery|Recovered"),
	RULE("DeviceManufacturer", TEXT, 1, 1, .most = 30),
	RULE("DeviceModel", TEXT, 1, 1, .most = 30),
	RULE("SMETSCHTSVersion", TEXT, 0, 1, .least = 1, .most = 20),
	MAYBE_TEXT("DeviceFirmwareVersion", FIRMWARE),
	MAYBE_OF("DeviceFirmwareVersionStatus",
		 "Active|Cancelled|Expired|Withdrawn"),
	MAYBE_OF("CPLStatus", "Active|Cancelled|Expired|Withdrawn"),
	MAYBE("DateCommissioned", DATE),
	MAYBE_TEXT("ImportMPxN", MPXN),
	MAYBE_TEXT("SecondaryImportMPAN", MPAN),
	MAYBE_TEXT("ExportMPAN", MPAN),
	RULE("ESMEVariant", TEXT, 0, 1, .least = 1, .most = 4),
	RULE("UPRN", NUMBER, 0, 1, .least = 1, .most = 999999999999),
	MAYBE_IN("PropertyFilter", property),
	MAYBE_TEXT("CSPRegion", NAMED),
	MAYBE_TEXT("DeviceGBCSVersion", ANY_LENGTH),
	MAYBE_TEXT("HANVariant", ANY_LENGTH),
	MAYBE_TEXT("S1SP", ANY_LENGTH),
	MAYBE("Connectivity", ANY),		/* since 5.4 */
};
SHAPE(device);

static const struct duis_rule inventory_rules[] = {
	RULE("Device", INNER, 1, 17, .inside = &device),
};
SHAPE(inventory);

static const struct duis_rule opt_in_rules[] = {
	ONE("DeviceID", EUI),
	MAYBE("DSPBrokerSecurityCredentialsDigitalSigning", BASE64),
	ONE("DSPBrokerSecurityCredentialsKeyAgreement", BASE64),
};
SHAPE(opt_in);

static const struct duis_rule schedule_offset_rules[] = {
	ONE("StartDateOffset", OFFSET),
	ONE("StartTime", TIME),
	ONE("EndDateOffset", OFFSET),
	ONE("EndTime", TIME),
};
const struct duis_shape duis_schedule_offset_shape =
	SHAPE_OF(DUIS_SR, schedule_offset);

static const struct duis_rule schedule_rules[] = {
	ONE_OF("ScheduleFrequency",
	       "Daily|Weekly|Monthly|Quarterly|Half-Yearly|Yearly"),
	ONE("ScheduleStartDate", DATE),
	MAYBE("ScheduleEndDate", DATE),
	MAYBE("ScheduleExecutionStartTime", TIME),
	MAYBE("KAPublicSecurityCredential", BASE64),
	ONE("DSPScheduledServiceReference", REFERENCE),
	ONE("DSPScheduledServiceReferenceVariant", REFERENCE),
	ONE("DeviceID", EUI),
	EITHER_IN("DSPRetrieveImportDailyReadLog", duis_schedule_offset_shape),
	EITHER_IN("DSPRetrieveExportDailyReadLog", duis_schedule_offset_shape),
	EITHER_IN("DSPReadActiveImportProfileData",
		  duis_schedule_offset_shape),
	EITHER_IN("DSPReadReactiveImportProfileData",
		  duis_schedule_offset_shape),
	EITHER_IN("DSPReadExportProfileData", duis_schedule_offset_shape),
	EITHER_IN("DSPReadNetworkData", duis_schedule_offset_shape),
	EITHER_IN("DSPReadMaximumDemandImportRegisters", nothing),
	EITHER_IN("DSPReadMaximumDemandExportRegisters", nothing),
	EITHER_IN("DSPReadPrepaymentDailyReadLog",
		  duis_schedule_offset_shape),
	EITHER_IN("DSPReadLoadLimitData", nothing),
	EITHER_IN("DSPReadActivePowerImport", nothing),
	EITHER_IN("DSPRetrieveDailyConsumptionLog",
		  duis_schedule_offset_shape),
	EITHER_IN("DSPRecordNetworkDataGAS", nothing),
	/* since 5.3 */
	EITHER_IN("DSPReadInstantaneousExportRegisters", nothing),
	/* MP192; the names are ours, a campaign may have others */
	EITHER_IN("DSPReadInstantaneousPrepayValues", nothing),
	EITHER_IN("DSPRetrieveBillingCalendarTriggeredBillingDataLog",
		  duis_schedule_offset_shape),
	EITHER("DSP*", ANY),
};
SHAPE(schedule);

static const struct duis_rule schedule_read_rules[] = {
	ONE_NUMBER("DSPScheduleID", SCHEDULE_ID),
	ONE_IN("DSPScheduleDetails", schedule),
};
SHAPE(schedule_read);

static const struct duis_rule schedules_rules[] = {
	RULE("DSPSchedules", INNER, 1, 99, .inside = &schedule_read),
};
SHAPE(schedules);

static const struct duis_rule scheduled_rules[] = {
	ONE("GBCSPayload", BASE64),
	ONE_NUMBER("DSPScheduleID", SCHEDULE_ID),
};
SHAPE(scheduled);

static const struct duis_rule firmware_warning_rules[] = {
	MAYBE("InvalidDeviceIDList", EUIS),
	MAYBE("NotCommissionedDeviceIDList", EUIS),
	MAYBE("NotApplicableFirmwareDeviceIDList", EUIS),
	MAYBE("OtherRequestInProgressList", EUIS),
	MAYBE("InvalidGBCSVersionList", EUIS),
};
SHAPE(firmware_warning);

static const struct duis_rule future_dated_rules[] = {
	ONE_OF("FutureDatedAlertCode", "8F66|8F67|8f66|8f67"),
	ONE("GBCSPayload", BASE64),
	ONE_NUMBER("InstructionNumber", U16),
	ONE_NUMBER("TotalCommandInstructions", U16),
};
SHAPE(future_dated);

static const struct duis_rule message_rules[] = {
	ONE("ServiceReference", REFERENCE),
	ONE("ServiceReferenceVariant", REFERENCE),
	EVEN_IN("CINMessage", cin),
	EVEN_IN("DSPInventory", inventory),
	EVEN_IN("DSPOptIn", opt_in),
	EVEN_IN("DSPSchedulesRead", schedules),
	EVEN_IN("DSPScheduledMessage", scheduled),
	RULE("DSPScheduleID", NUMBER, 0, 1, SIZED(SCHEDULE_ID), .choice = 1),
	EVEN_IN("DSPUpdateFirmwareWarning", firmware_warning),
	EVEN_IN("DSPUpdatePPMIDFirmwareWarning", firmware_warning),
	/* its content changed with 5.4 */
	EVEN("DSPWANMatrix", ANY),
	EVEN_IN("FutureDatedDeviceAlertMessage", future_dated),
	EVEN("GBCSPayload", BASE64),
	EVEN_IN("LocalCommand", payload),
	EVEN_IN("PreCommand", pre_command),
};
SHAPE(message);

/* ---- SMETS1 ---- */

static const struct duis_rule smets1_header_rules[] = {
	ONE("BusinessOriginatorID", EUI),
	ONE("BusinessTargetID", EUI),
	ONE("OriginatorCounter", COUNTER),
	MAYBE("SupplementaryRemotePartyID", EUI),
	MAYBE("SupplementaryRemotePartyCounter", COUNTER),
	MAYBE("SupplementaryOriginatorCounter", COUNTER),
	MAYBE("GBCSHexadecimalMessageCode", HEX),
	MAYBE("ServiceReference", REFERENCE),
	MAYBE("ServiceReferenceVariant", REFERENCE),
	MAYBE("Timestamp", DATETIME),
};
static const struct duis_shape smets1_header =
	SHAPE_OF(DUIS_RA, smets1_header);

static const struct duis_rule smets1_message_rules[] = {
	RULE("GBCSData", ANY, 0, 100, .least = 0),
	MAYBE("SMETSData", ANY),
	MAYBE("DebugInfo", ANY),
};
static const struct duis_shape smets1_message =
	SHAPE_OF(DUIS_RA, smets1_message);

static const struct duis_rule smets1_alert_rules[] = {
	RULE("GBCSData", ANY, 0, 100, .least = 0),
	MAYBE("DeviceAlertContent", ANY),
};
static const struct duis_shape smets1_alert =
	SHAPE_OF(DUIS_RA, smets1_alert);

static const struct duis_rule smets1_body_rules[] = {
	EITHER_IN("ResponseMessage", smets1_message),
	EITHER_IN("DeviceAlertMessage", smets1_alert),
};
SHAPE(smets1_body);

static const struct duis_rule smets1_response_rules[] = {
	ONE_IN("Header", smets1_header),
	ONE_IN("Body", smets1_body),
};
SHAPE(smets1_response);

/* The schema demands the signature; without one it is still to be read, so
 * that the verdict on it is UNSIGNED and not UNREADABLE. */
static const struct duis_rule smets1_signed_rules[] = {
	ONE_IN("SMETS1Response", smets1_response),
	SIGNATURE(0),
};
const struct duis_shape duis_smets1_signed_shape =
	SHAPE_OF(DUIS_SR, smets1_signed);

static const struct duis_rule smets1_rules[] = {
	MAYBE("ServiceReference", REFERENCE),
	MAYBE("ServiceReferenceVariant", REFERENCE),
	MAYBE_NUMBER("DSPScheduleID", SCHEDULE_ID),
	MAYBE_NUMBER("ThrottledAlertSequenceId", U32),
	MAYBE_NUMBER("ThrottledAlertCount", U32),
	ONE_IN("SMETS1SignedResponse", duis_smets1_signed_shape),
};
SHAPE(smets1);

/* ---- alerts ---- */

static const struct duis_rule device_alert_rules[] = {
	ONE("AlertCode", HEX),
	MAYBE_NUMBER("ThrottledAlertSequenceId", U32),
	MAYBE_NUMBER("ThrottledAlertCount", U32),
	ONE("GBCSPayload", BASE64),
};
SHAPE(device_alert);

static const struct duis_rule s1sp_alert_rules[] = {
	MAYBE("RequestID", ID),
	MAYBE("DeviceID", EUI),
	ONE_TEXT("S1SPAlertCode", ANY_LENGTH),
	MAYBE_TEXT("AdditionalInformation", ANY_LENGTH),
	RULE("UTRN", DIGITS, 0, 1, .most = 20),
	ONE("DateTime", DATETIME),
	SIGNATURE(0),
};
const struct duis_shape duis_s1sp_alert_shape =
	SHAPE_OF(DUIS_SR, s1sp_alert);

static const struct duis_rule s1sp_alert_dsp_rules[] = {
	ONE_IN("S1SPAlert", duis_s1sp_alert_shape),
	MAYBE_NUMBER("DSPScheduleID", SCHEDULE_ID),
};
SHAPE(s1sp_alert_dsp);

static const struct duis_rule removal_rules[] = {
	ONE("DeviceID", EUI),
	ONE_NUMBER("DSPScheduleID", SCHEDULE_ID),
};
SHAPE(removal);

static const struct duis_rule failure_rules[] = {
	ONE("CommandRequestID", ID),
	MAYBE_NUMBER("DSPScheduleID", SCHEDULE_ID),
	ONE("DeviceID", EUI),
};
SHAPE(failure);

static const struct duis_rule distribution_rules[] = {
	ONE("UpdateFirmwareRequestID", ID),
	ONE("MeterIDs", EUIS),
};
SHAPE(distribution);

static const struct duis_rule han_log_rules[] = {
	ONE("UpdateHANDeviceLogServiceRequestID", ID),
};
SHAPE(han_log);

static const struct duis_rule mpxns_rules[] = {
	ONE_TEXT("ImportMPxN", MPXN),
	MAYBE_TEXT("SecondaryImportMPAN", MPAN),
	MAYBE_TEXT("ExportMPAN", MPAN),
};
SHAPE(mpxns);

static const struct duis_rule device_cos_rules[] = {
	ONE("DeviceID", EUI),
	ONE_OF("DeviceType", DEVICE_TYPES),
	ONE_IN("MPxNs", mpxns),
};
SHAPE(device_cos);

static const struct duis_rule supplier_rules[] = {
	EITHER("ChangeOfSupplierServiceRequestID", ID),
	EITHER_IN("DeviceChangeOfSupplier", device_cos),
};
SHAPE(supplier);

static const struct duis_rule status_rules[] = {
	ONE("DeviceID", EUI),
	ONE("DeviceStatusChange", ANY),
};
SHAPE(status);

static const struct duis_rule outage_rules[] = {
	ONE("CommsHubDeviceID", EUI),
	ONE("StartDateTime", DATETIME),
	ONE_TEXT("MPxN", MPXN),
};
SHAPE(outage);

static const struct duis_rule breach_rules[] = {
	ONE("RequestID", ID),
	RULE("QuarantineEventRef", INTEGER, 1, 1, .most = 20),
};
SHAPE(breach);

static const struct duis_rule quarantine_rules[] = {
	EITHER_IN("ADUserThresholdBreach", breach),
	EITHER_IN("ADDCCThresholdBreach", breach),
	EITHER_IN("ADAttributeLimitsBreach", breach),
};
SHAPE(quarantine);

static const struct duis_rule mismatch_rules[] = {
	ONE("DeviceID", EUI),
	ONE_OF("DeviceType", DEVICE_TYPES),
	ONE_TEXT("FirmwareVersionSMI", FIRMWARE),
	ONE_TEXT("FirmwareVersionDevice", FIRMWARE),
};
SHAPE(mismatch);

static const struct duis_rule hub_firmware_rules[] = {
	ONE("DeviceID", EUI),
	ONE_TEXT("FirmwareVersion", FIRMWARE),
	ONE_OF("FirmwareVersionUpdateStatus",
	       "UpdateRequested|ActivationSuccessful"),
};
SHAPE(hub_firmware);

static const struct duis_rule dcc_payload_rules[] = {
	EITHER_IN("PowerOutageEvent", outage),
	EITHER_IN("DeviceStatusChangeEvent", status),
	EITHER_IN("DSPScheduleRemoval", removal),
	EITHER_IN("CommandFailure", failure),
	EITHER_IN("FirmwareDistributionFailure", distribution),
	EITHER_IN("UpdateHANDeviceLogResult", han_log),
	EITHER_IN("ChangeOfSupplier", supplier),
	EITHER("DeviceLogRestored", ANY),
	EITHER("PPMIDAlert", ANY),
	EITHER("SecurityCredentialsUpdated", ANY),
	EITHER("PPMIDRemoval", ANY),
	EITHER_IN("QuarantinedRequest", quarantine),
	EITHER_IN("FirmwareVersionMismatch", mismatch),
	EITHER("DualBandCHAlert", ANY),
	EITHER_IN("S1SPAlertDSP", s1sp_alert_dsp),
	EITHER_IN("SMETS1CHFirmwareNotification", hub_firmware),
	EITHER("ALCSHCALCSConfigurationChange", ANY),
	EITHER("FirmwareUpgradeRequested", ANY),
	EITHER("CSPFirmwareDeliveryStatus", ANY),
	EITHER("CommsHubAlert", ANY),
	EITHER("ECoSAlert", ANY),
	EITHER("CommsHubFirmwareActivation", ANY),
	EITHER("CoSCertificateAlert", ANY),
	EITHER("DUISVersionMismatch", ANY),
};
SHAPE(dcc_payload);

static const struct duis_rule dcc_alert_rules[] = {
	ONE_TEXT("DCCAlertCode", NAMED),
	MAYBE_NUMBER("ThrottledAlertSequenceId", U32),
	MAYBE_NUMBER("ThrottledAlertCount", U32),
	ONE_IN("DCCAlert", dcc_payload),
};
SHAPE(dcc_alert);

/* ---- responses ---- */

static const struct duis_rule response_header_rules[] = {
	MAYBE("RequestID", ID),
	MAYBE("ResponseID", ID),
	ONE("ResponseCode", CODE),
	ONE("ResponseDateTime", DATETIME),
};
SHAPE(response_header);

static const struct duis_rule response_body_rules[] = {
	EITHER_IN("ResponseMessage", message),
	EITHER_IN("SMETS1ResponseMessage", smets1),
	EITHER_IN("DeviceAlertMessage", device_alert),
	EITHER_IN("DCCAlertMessage", dcc_alert),
};
SHAPE(response_body);

static const struct duis_rule response_rules[] = {
	ONE_IN("Header", response_header),
	ONE_IN("Body", response_body),
	SIGNATURE(0),
};
const struct duis_shape duis_response_shape = SHAPE_OF(DUIS_SR, response);
