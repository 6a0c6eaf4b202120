"""envelopes.py - messages of every kind, and each with one thing changed

	envelopes.py DIRECTORY

Writes DIRECTORY/N.xml, DIRECTORY/messages (the same, one a line) and
DIRECTORY/what (N, kind of change, element, value). N counts from 1; the
first ones are unchanged.
"""
import copy
import sys
import xml.etree.ElementTree as ET

SR = 'http://www.dccinterface.co.uk/ServiceUserGateway'
RA = 'http://www.dccinterface.co.uk/ResponseAndAlert'
DS = 'http://www.w3.org/2000/09/xmldsig#'
EUI = '00-DB-12-34-56-78-90-A0'
ID = EUI + ':' + EUI.lower() + ':18446744073709551615'
TIME = '2026-01-31T00:00:00Z'
SIGNATURE = (
    'ds:Signature(ds:SignedInfo(ds:CanonicalizationMethod@Algorithm=a'
    ' ds:SignatureMethod@Algorithm=a ds:Reference(ds:DigestMethod@Algorithm=a'
    ' ds:DigestValue=AAEC)) ds:SignatureValue=AAEC)')
SERVICE = 'ServiceReference=4.4 ServiceReferenceVariant=4.4.3'
OFFSETS = 'StartDateOffset=-400 StartTime=00:00:00Z EndDateOffset=0' \
          ' EndTime=23:59:59.5Z'
THROTTLED = 'ThrottledAlertSequenceId=1 ThrottledAlertCount=4294967295'


def schedule(child):
    return ('DSPSchedules(DSPScheduleID=1000000000000 DSPScheduleDetails('
            'ScheduleFrequency=Half-Yearly ScheduleStartDate=2026-01-01'
            ' ScheduleEndDate=2027-01-01Z ScheduleExecutionStartTime=01:00:00'
            ' KAPublicSecurityCredential=AAEC'
            ' DSPScheduledServiceReference=4.6'
            ' DSPScheduledServiceReferenceVariant=4.6.1 DeviceID=' + EUI +
            ' ' + child + '))')


ANSWERS = [
    '', 'GBCSPayload=AAEC', 'PreCommand(GBCSVersion=4.1 GBCSPayload=AAEC)',
    'LocalCommand(GBCSPayload=AAEC)',
    'CINMessage(GBCSPayload=AAEC CustomerIdentificationNumber=0123)',
    'DSPInventory(Device(DeviceID=' + EUI + ' DeviceType=ESME'
    ' DeviceStatus=Commissioned DeviceManufacturer=m DeviceModel=m'
    ' SMETSCHTSVersion=v DeviceFirmwareVersion=12345678'
    ' DeviceFirmwareVersionStatus=Active CPLStatus=Expired'
    ' DateCommissioned=2026-01-31 ImportMPxN=1234567890123'
    ' SecondaryImportMPAN=1234567890123 ExportMPAN=1234567890123'
    ' ESMEVariant=ADEF UPRN=123456789012'
    ' PropertyFilter(PostCode=AB12CD AddressIdentifier=1) CSPRegion=SMETS1'
    ' DeviceGBCSVersion=4.1 HANVariant=h S1SP=s)'
    ' Device(DeviceID=' + EUI + ' DeviceType=CAD DeviceManufacturer=m'
    ' DeviceModel=m))',
    'DSPOptIn(DeviceID=' + EUI +
    ' DSPBrokerSecurityCredentialsDigitalSigning=AAEC'
    ' DSPBrokerSecurityCredentialsKeyAgreement=AAEC)',
    'DSPScheduleID=0',
    'DSPSchedulesRead(' + schedule('DSPRetrieveImportDailyReadLog(' +
                                   OFFSETS + ')') +
    ' ' + schedule('DSPReadLoadLimitData') + ')',
    'DSPScheduledMessage(GBCSPayload=AAEC DSPScheduleID=7)',
    'DSPUpdateFirmwareWarning(InvalidDeviceIDList=' + EUI + ',' + EUI +
    ' InvalidGBCSVersionList=' + EUI + ')',
    'DSPUpdatePPMIDFirmwareWarning(OtherRequestInProgressList=' + EUI + ')',
    'FutureDatedDeviceAlertMessage(FutureDatedAlertCode=8F66'
    ' GBCSPayload=AAEC InstructionNumber=0 TotalCommandInstructions=65535)',
]
MPXNS = 'ImportMPxN=1 SecondaryImportMPAN=1234567890123'
ALERTS = [
    'PowerOutageEvent(CommsHubDeviceID=' + EUI + ' StartDateTime=' + TIME +
    ' MPxN=1)',
    'DSPScheduleRemoval(DeviceID=' + EUI + ' DSPScheduleID=7)',
    'CommandFailure(CommandRequestID=' + ID + ' DSPScheduleID=7 DeviceID=' +
    EUI + ')',
    'FirmwareDistributionFailure(UpdateFirmwareRequestID=' + ID +
    ' MeterIDs=' + EUI + ',' + EUI + ')',
    'UpdateHANDeviceLogResult(UpdateHANDeviceLogServiceRequestID=' + ID + ')',
    'ChangeOfSupplier(ChangeOfSupplierServiceRequestID=' + ID + ')',
    'ChangeOfSupplier(DeviceChangeOfSupplier(DeviceID=' + EUI +
    ' DeviceType=GSME MPxNs(' + MPXNS + ')))',
    'QuarantinedRequest(ADDCCThresholdBreach(RequestID=' + ID +
    ' QuarantineEventRef=12345678901234567890))',
    'FirmwareVersionMismatch(DeviceID=' + EUI + ' DeviceType=CHF'
    ' FirmwareVersionSMI=1 FirmwareVersionDevice=12345678)',
    'SMETS1CHFirmwareNotification(DeviceID=' + EUI + ' FirmwareVersion=1'
    ' FirmwareVersionUpdateStatus=UpdateRequested)',
    'S1SPAlertDSP(S1SPAlert@schemaVersion=5.1(RequestID=' + ID +
    ' DeviceID=' + EUI + ' S1SPAlertCode=S1VE12 AdditionalInformation=i'
    ' UTRN=12345678901234567890 DateTime=' + TIME + ' ' + SIGNATURE +
    ') DSPScheduleID=7)',
]
SMETS1 = (
    'SMETS1SignedResponse@schemaVersion=5.1(SMETS1Response(Header('
    'ra:BusinessOriginatorID=' + EUI + ' ra:BusinessTargetID=' + EUI +
    ' ra:OriginatorCounter=18446744073709551615'
    ' ra:SupplementaryRemotePartyID=' + EUI +
    ' ra:SupplementaryRemotePartyCounter=0'
    ' ra:SupplementaryOriginatorCounter=1'
    ' ra:ServiceReference=4.4 ra:ServiceReferenceVariant=4.4.3 ra:Timestamp=' +
    TIME + ') Body(%s)) ' + SIGNATURE + ')')


def parse(text, at, parent):
    """name@attribute=value=text(children) ... into the parent."""
    while at < len(text) and text[at] != ')':
        if text[at] == ' ':
            at += 1
            continue
        end = at
        while end < len(text) and text[end] not in ' =()@':
            end += 1
        name = text[at:end]
        space = {'ra': RA, 'ds': DS}.get(name.split(':')[0], SR)
        child = ET.SubElement(parent, '{%s}%s' % (space, name.split(':')[-1]))
        at = end
        if at < len(text) and text[at] == '@':
            end = at
            while end < len(text) and text[end] not in ' ()':
                end += 1
            key, value = text[at + 1:end].split('=')
            child.set(key, value)
            at = end
        if at < len(text) and text[at] == '=':
            end = at
            while end < len(text) and text[end] not in ' )':
                end += 1
            child.text = text[at + 1:end]
            at = end
        if at < len(text) and text[at] == '(':
            at = parse(text, at + 1, child) + 1
    return at


def build(text):
    top = ET.Element('top')
    parse(text, 0, top)
    return top[0]


def response(body):
    return build('Response@schemaVersion=5.1(Header(RequestID=' + ID +
                 ' ResponseID=' + ID + ' ResponseCode=I0 ResponseDateTime=' +
                 TIME + ') Body(' + body + '))')


def messages():
    yield build('Request@schemaVersion=5.1(Header(RequestID=' + ID +
                ' FirstInSequence=true PrecedingServiceRequestID=' + ID +
                ' CommandVariant=1 ' + SERVICE + ') Body(' + BODY + '))')
    for answer in ANSWERS:
        yield response('ResponseMessage(' + SERVICE + ' ' + answer + ')')
    for alert in ALERTS:
        yield response('DCCAlertMessage(DCCAlertCode=N55 ' + THROTTLED +
                       ' DCCAlert(' + alert + '))')
    yield response('DeviceAlertMessage(AlertCode=8F3F ' + THROTTLED +
                   ' GBCSPayload=AAEC)')
    for inner in ('ResponseMessage', 'DeviceAlertMessage'):
        yield build(SMETS1 % inner)
        yield response('SMETS1ResponseMessage(' + SERVICE +
                       ' DSPScheduleID=7 ' + THROTTLED + ' ' +
                       SMETS1 % inner + ')')


# the body of a request is judged elsewhere
BODY = 'ReadInstantaneousPrepayValues'
VALUES = ['', 'x', '-1', '0', '1', '400', '-401', '65536', '4294967296',
          '1000000000001', '18446744073709551616', '01', ' 1 ', '1.5',
          EUI.lower(), EUI + ',', EUI[:-1], EUI[:-1] + 'G', EUI + ':1',
          ID.lower(), ID + '0', ID.replace(':1', ':01', 2),
          'true', 'TRUE', '2026-02-30', '2026-02-28', '2026-02-28+01:00',
          TIME.replace('Z', ''), TIME.replace('T', ' '),
          '2026-01-31T24:00:00Z', '2026-01-31T24:00:01Z',
          '2026-01-31T00:00:00.Z', '3000-12-31T00:00:00.00Z',
          '24:00:00', '00:00', '23:59:60Z', '00:00:00+14:01',
          'AAEC', 'AAE', 'AA EC', 'AA==', 'A===', 'AAE=AAEC', '8f66', '8F6',
          'Daily', 'ESME', 'Active', 'a' * 9, 'a' * 21, 'a' * 31, '\u00e9' * 8]


def local(element):
    return element.tag.split('}')[1]


def changes(root):
    """Root, kind of change, element, value: each a copy of its own."""
    count = len(list(root.iter()))
    for i in range(1, count):
        for kind in ('drop', 'twice', 'swap', 'strange', 'attribute', 'text'):
            new = copy.deepcopy(root)
            parents = {c: p for p in new.iter() for c in p}
            one = list(new.iter())[i]
            above = parents[one]
            at = list(above).index(one)
            if kind == 'drop':
                above.remove(one)
            elif kind == 'twice':
                above.insert(at, copy.deepcopy(one))
            elif kind == 'swap':
                if at + 1 == len(above):
                    continue
                above.remove(one)
                above.insert(at + 1, one)
            elif kind == 'strange':
                above.insert(at, ET.Element('{%s}Strange' % SR))
            elif kind == 'attribute':
                one.set('strange', '1')
            elif len(one):
                one.text = 'text'
            else:
                continue
            yield new, kind, one, ''
        if len(list(root.iter())[i]):
            continue
        for value in VALUES:
            new = copy.deepcopy(root)
            one = list(new.iter())[i]
            one.text = value
            yield new, 'value', one, value


def main():
    ET.register_namespace('sr', SR)
    ET.register_namespace('ra', RA)
    ET.register_namespace('ds', DS)
    all_of_them = [(m, 'none', m, '') for m in messages()]
    for message in messages():
        all_of_them += [c for c in changes(message) if DS not in c[2].tag and local(c[2]) != BODY]
    with open(sys.argv[1] + '/messages', 'w', encoding='utf-8') as lines, \
            open(sys.argv[1] + '/what', 'w', encoding='utf-8') as what:
        for n, (root, kind, element, value) in enumerate(all_of_them, 1):
            text = ET.tostring(root, encoding='unicode')
            lines.write(text + '\n')
            what.write('%d %s %s %s\n' % (n, kind, local(element), value))
            with open('%s/%d.xml' % (sys.argv[1], n), 'w',
                      encoding='utf-8') as out:
                out.write(text)


main()
