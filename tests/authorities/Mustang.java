import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.mustangproject.validator.ZUGFeRDValidator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Argument: a folder. Prints two lines for each invoice, one for the PDF and one for its XML. The last summary of the
 * report is not read: it says valid over a part that is not.
 */
public class Mustang {
  public static void main(String[] args) throws Exception {
    File[] files = new File(args[0]).listFiles((folder, name) -> name.startsWith("invoice-"));
    Arrays.sort(files);
    for (File file : files) {
      String report = new ZUGFeRDValidator().validate(file.getPath());
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
          .parse(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)));
      for (String part : new String[] {"pdf", "xml"})
        System.out.println(file.getName() + "\t" + part + "\t" + faults(document, part));
    }
  }

  private static String faults(Document document, String part) {
    NodeList parts = document.getElementsByTagName(part);
    if (parts.getLength() == 0) return "the report has no such part";
    Element own = (Element) parts.item(0);
    TreeSet<String> faults = new TreeSet<>();
    for (String kind : new String[] {"error", "exception"}) {
      NodeList all = own.getElementsByTagName(kind);
      for (int i = 0; i < all.getLength(); i++) faults.add(all.item(i).getTextContent().trim());
    }
    NodeList summaries = own.getElementsByTagName("summary");
    Element last = (Element) summaries.item(summaries.getLength() - 1);
    if (faults.isEmpty() && (last == null || !last.getAttribute("status").equals("valid"))) faults.add("not valid");
    return String.join("; ", faults).replaceAll("\\s+", " ");
  }
}
