import java.io.File;
import java.util.Arrays;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Arguments: a folder, and flavours of veraPDF. Prints a line for each file and flavour: both, and what is wrong. */
public class VeraPdf {
  public static void main(String[] args) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    File[] files = new File(args[0]).listFiles((folder, name) -> name.endsWith(".pdf"));
    Arrays.sort(files);
    for (String name : Arrays.copyOfRange(args, 1, args.length)) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
      for (File file : files)
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
          ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
          System.out.println(file.getName() + "\t" + name + "\t" + (result.isCompliant() ? "" : faults(result)));
        }
    }
  }

  private static String faults(ValidationResult result) {
    TreeSet<String> faults = new TreeSet<>();
    for (TestAssertion one : result.getTestAssertions())
      if (one.getStatus() == TestAssertion.Status.FAILED)
        faults.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
    return String.join("; ", faults).replaceAll("\\s+", " ");
  }
}
