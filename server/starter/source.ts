/**
 * What the published slides say, exact to the character and keyed by the line it stands on (bullet marks and
 * the words "Priority 3:" left out). Nothing here may be tidied: the test compares every character.
 */
export const SOURCE = {
  153: 'The relatively low identification of need at school support level, indicating inefficiencies in the early identification of special educational needs and/or disabilities',
  157: 'Increased identification of need at school support level (school age)',
  158: 'Increased Identification of need at school support level (pre-school)',
  159: 'Increase the educational achievement of children and young people with a statutory plan',
  160: 'Increase the educational achievement of children and young people receiving SEN support',
  164: 'Overall the numbers of pupils identified with SEN support has increased since the inspection in October 2016. The level of identification is in keeping with the England average, and above the average for the South East and our statistical neighbours as shown in the table below:',
  172: 'Figure 1: % of Pupils with Special Educational Needs (SEN) Support - Local Authority, Region and England',
  174: 'We are working together to improve the early identification of children and young people with SEN and provide early intervention to support them. Whilst we have made progress we are continually working to develop high quality provision to meet the needs of children and young people with SEN and to develop inclusive practice to remove barriers to learning. This is reflected in increased multiagency working and the current development of graduated response to be used consistently across the county and which is being developed collaboratively.',
  176: 'The next steps of the SEND System Partnership Board will be to enhance the early identification resources through the investment which was secured in the Full Council meeting in late 2018, for example the increase in access to educational psychology at SEN Support stage which began to take effect in the Autumn 2018.',
  204: 'The inefficient management and coordination of area information, in administrative processes, to inform evaluation of services and outcomes, and to hold leaders and staff at all levels to account for rapid improvement.',
  208: 'New suite of Tableau Performance Monitoring Dashboards Introduced for live monitoring of data to drive improvement and scrutiny',
  209: "Surrey Children's Health Escalation Board provides strong multi-agency governance to hold commissioners and providers to account for delivering service improvements",
  210: 'Data Cleansing and Validation workshops and development of a single practice model and a caseworker manual',
  211: 'Regular Member scrutiny and accountability meetings.',
  215: 'Reliance on locally held spreadsheets and other sources, as well as driving improvements in recording within the system. Number of cases with missing recording for 2018 has halved since the end of November, and as a result our timeliness figures for advice have improved in all areas',
  216: '99.7% of transfers from statement to EHCP were completed on time in March 2018. Since then all others are now complete',
  217: 'Children with Initial Health Assessments increased from 3% in March 2018, to 90% in February 2019. Those in time improved from 13% to 29% over the same period. The focused recovery activity in CAMHS reduced the number of children waiting for assessments from 1875 to 24, with understood reasons for each child.',
  221: 'Exploring how we can extend Tableau to include health-held data to improve partnership oversight and scrutiny. Embed performance monitoring of SEND Transformation programme implementation',
  222: 'Replacement of the Education Management System with a model that includes a parent portal.',
  226: 'Action not started: 0',
  228: 'Action Underway (but behind target): 1',
  230: 'Action Underway (on target): 2',
  232: 'Completed: 12',
  264: 'The inspectors judged that we had made sufficient progress in four of the five areas of weakness.',
  265: 'A letter from DfE and NHS England expressing disappointment at lack of sufficient progress and requirements for an updated action plan.',
  266: 'Submission by SCC and Surrey CCGs to DfE and NHS England an updated action plan on the one area where sufficient progress has not been made – persistent absences – with milestones at 3, 6 and 12 months.',
  267: '6 monthly monitoring visits with DfE SEND adviser and NHS England adviser (June and December 2019).',
  268: 'Presumably a review by DfE and NHSE after 12 months of progress (circa May 2020).',
  269: 'No Ofsted and CQC re-inspection/re-visit.',
  277: 'We were not always able to agree with our parent representatives and the inspectors listened carefully to all views.',
} as const

export type Line = keyof typeof SOURCE

/** The words of one line. */
export const line = (number: Line): string => SOURCE[number]

/** Figure 1: lines 167 to 170. Decimals are text, so that 11.00 stays 11.00; the last column is computed and checked. */
export const FIGURE_1 = {
  columns: ['Code', 'Area', '2016', '2017', '2018', 'Change from previous year'],
  rows: [
    ['936', 'Surrey', '11.00', '11.30', '11.70', '0.40'],
    ['989', 'South East', '11.20', '11.10', '11.40', '0.30'],
    ['', 'Statistical Neighbours', '10.29', '10.69', '10.78', '0.09'],
    ['970', 'England', '11.60', '11.60', '11.70', '0.10'],
  ],
} as const
